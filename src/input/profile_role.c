/* profile_role.c - what a column is for, by the words of its header; and whose columns nobody needs to see. */
#include "input/profile_guess.h"

#include <string.h>

#include "base/count.h"

enum { WORDS_MAX = 24, SHORT_HEADER = 40 };

/* Folded patterns; the earlier a word stands the surer it is. */
static const struct {
	const char *field;
	const char *words[WORDS_MAX];
} roles[ROLES] = {
    [ROLE_NONE] = {NULL, {NULL}},
    [ROLE_PARTNER] = {"partner",
	{"partner", "partner*", "*partner*", "supplier*", "*supplier*", "vendor*", "*vendor*",
	    "*dealer*", "*distributor*", "*lieferant*", "*dienstleister*", "*fournisseur*",
	    "*leverancier*", "*proveedor*", "*fornitore*", "*fornecedor*", "*agency*", "*provider*",
	    "project*", "which*project*", NULL}},
    [ROLE_PERIOD] = {"period",
	{"period", "reportingperiod", "yearmonth", "month", "quarter", "date", "period*", "*period",
	    "*date", "zeitraum", NULL}},
    [ROLE_YEAR] = {"year", {"year", "*year", "jahr", "fiscalyear", NULL}},
    [ROLE_MONTH] = {"month", {"month", "*month", "monat", NULL}},
    [ROLE_QUARTER] = {"quarter", {"quarter", "*quarter", "quartal", NULL}},
    [ROLE_KPI] = {"kpi",
	{"kpi", "kpi*", "indicator", "indicatorname", "measure", "measurename", "metric",
	    "metricname", "*indicator", "kennzahl*", "indicateur*", "indicador*", NULL}},
    [ROLE_VALUE] = {"value",
	{"value", "actual", "actualvalue", "monthlyactual", "*actual", "result", "ist", "istwert",
	    "score", "*value", "wert", "valeur", "valor", "waarde", NULL}},
    [ROLE_TARGET] = {"target",
	{"target", "targetvalue", "monthlytarget", "*target", "goal", "soll", "sollwert", "ziel",
	    "zielwert", "cible", "objectif", "objetivo", "doel", NULL}},
    [ROLE_UNIT] = {"unit", {"unit", "*unit", "einheit", NULL}},
    [ROLE_DIRECTION] = {"direction", {"direction", "desiredchange", "*direction", NULL}},
    [ROLE_RESPONDENT] = {"respondent",
	{"respondentid", "responseid", "respondent", "*uuid", "antwortid", "id", NULL}},
    [ROLE_SIDE] = {"side", {"side", "role", "*yourrole*", "*whichside*", NULL}},
};

const char *
role_field(enum role role)
{
	return roles[role].field;
}

static bool
asks(const char *folded)
{
	static const char *const openings[] = {"which", "what", "welche", "fürwelche", "umwelche",
	    "überwelche", "quel", "dequel", "pourquel", "welk", "overwelk", "voorwelk"};

	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (strncmp(folded, openings[i], strlen(openings[i])) == 0)
			return true;
	return false;
}

/* A whole sentence may mention anything, unless it asks for it. */
static bool
word_fits(const char *word, const char *folded)
{
	if (word[0] == '*' && strlen(folded) > SHORT_HEADER && !asks(folded))
		return false;
	return column_pattern_fits(word, folded);
}

bool
role_speaks_of(enum role role, const char *folded)
{
	for (const char *const *word = roles[role].words; *word != NULL; word++)
		if (word_fits(*word, folded))
			return true;
	return false;
}

long
profile_find_role(const struct profile *profile, enum role role)
{
	for (const char *const *word = roles[role].words; *word != NULL; word++)
		for (size_t i = 0; i < profile->layout.column_count; i++)
			if (profile->columns[i].filled > 0 &&
			    word_fits(*word, profile->layout.columns[i].folded))
				return (long)i;
	return -1;
}

static bool
binds_column(const struct profile *profile, size_t column, const char *only_field)
{
	const struct mapping *mapping = profile->layout.mapping;

	for (size_t i = 0; i < mapping->field_count; i++)
		if ((only_field == NULL || strcmp(mapping->fields[i].field, only_field) == 0) &&
		    layout_find_any(&profile->layout, &mapping->fields[i].columns) == (long)column)
			return true;
	return false;
}

bool
profile_is_metadata(const struct profile *profile, size_t column)
{
	const struct mapping *mapping = profile->layout.mapping;

	return (mapping->metadata_count > 0 && column < (size_t)mapping->metadata_count) ||
	    layout_in_list(&profile->layout, &mapping->metadata, column) ||
	    binds_column(profile, column, NULL);
}

bool
profile_is_personal(const struct profile *profile, size_t column)
{
	static const char *const    words[] = {"name", "*firstname*", "*lastname*", "*surname*",
	       "fullname", "yourname", "*username*", "recipientname", "nachname", "vorname", "nom",
	       "nombre", "*mail*", "*ipaddress*", "ip", "*phone*", "*telefon*", "respondent*",
	       "*respondentid*", "*responseid*", "*responderid*", "*uuid*", "collectorid", "networkid",
	       "#", "token", "*latitude*", "*longitude*", "callerid", "openedby", "assignedto",
	       "assignee*", "reporter*", "creator*", "*externaldatareference*", "*customdata*",
	       "resolvedby", "createdby", "updatedby", "syscreatedby", "sysupdatedby"};
	const struct layout_column *header = &profile->layout.columns[column];

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (column_pattern_fits(words[i], header->folded))
			return true;
	return binds_column(profile, column, "respondent");
}

enum input_kind
profile_kind(
    const struct profile *profile, const struct model *model, const struct mappings *mappings)
{
	size_t scales = 0, numbers = 0;

	if (profile->kind != MAPPING_UNSET)
		return (enum input_kind)profile->kind;
	for (size_t i = 0; i < profile->layout.column_count; i++) {
		struct guess guess = profile_guess(profile, i, model, mappings);

		scales += guess.kind == GUESS_SCALE &&
		    (guess.scale != NULL || strlen(profile->layout.columns[i].text) > 24);
		numbers += guess.kind == GUESS_NUMBER;
	}
	return scales > 0 && scales >= numbers ? INPUT_SURVEY : INPUT_KPI;
}
