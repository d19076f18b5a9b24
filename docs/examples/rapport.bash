# Completion for bash: source it, or put it in /etc/bash_completion.d.
_rapport()
{
	local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}

	case $previous in
	-c|--config|-o|--output)
		mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	-p|--period)
		mapfile -t COMPREPLY < <(compgen -W "previous current" -- "$word") ;;
	--format)
		mapfile -t COMPREPLY < <(compgen -W "text json" -- "$word") ;;
	help)
		mapfile -t COMPREPLY < <(compgen -W "run check inspect explain init config blocks" -- "$word") ;;
	--progress)
		mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$word") ;;
	rapport)
		mapfile -t COMPREPLY < <(compgen -W "run check inspect explain init help --version" -- "$word") ;;
	*)
		mapfile -t COMPREPLY < <(compgen -W "--config --period --as-of --output --jobs --partner \
			--set --lock-wait --strict --progress --preview --format --kit --quiet --verbose --help" -- "$word") ;;
	esac
}
complete -F _rapport rapport
