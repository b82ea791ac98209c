namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>
/// What the migration <c>NamesAndPlacesCutAlike</c> runs: the two functions of <see cref="NameSounds"/> made anew, and one for the lines of an address. A name on record is cut
/// into words as <c>NameText.Words</c> of the domain cuts the one that is typed: whoever changes one changes both.
/// </summary>
internal static class WordsOfNames
{
    /// <summary>
    /// The words of a name in the letters a to z, and beside them each word that joining words and what follows them make: "van der Berg" gives van, der, berg and
    /// vanderberg. Accents go by taking letters apart, and what then is no Latin letter is spelt out, whatever the language of the database. It stands in both
    /// functions, and not in one of its own, because a function within a function is planned anew for every name.
    /// </summary>
    private const string _cut = """
        (select regexp_replace(lower(
                replace(replace(replace(replace(replace(replace(replace(replace(
                    translate(
                        regexp_replace(normalize(replace(name, '´', ''), NFKD), '[''’‘`.\u00AD\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u2064\u20D0-\u20FF\uFE20-\uFE2F\uFEFF]+', '', 'g'),
                        'łŁøØđĐðÐı', 'llooddddi'),
                    'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')),
                '[^a-z]+', ' ', 'g')) plain(words),
            lateral (
                select regexp_split_to_table(words, ' ')
                union select replace(part[1], ' ', '') from regexp_matches(words, '\m((?:(?:o|mc|mac|van|von|de|la|le|del|der|den|di|da|st|al|el|ap|ab) )+[a-z]+)', 'g') parts(part)) cut(word)
        """;

    /// <summary>A word as the number an index of slips holds: the first 32 bits of its MD5.</summary>
    private const string _mark = "('x' || left(md5(slip), 8))::bit(32)::integer";

    /// <summary>The Double Metaphone keys of each word of a name. Its body, like that of the others, is bound when it is made, so that a restored database works it out alike whatever its search path. Several names may be given at once, by whoever looks for any of them.</summary>
    public const string Sounds = $$"""
        create or replace function name_sounds(name text) returns text[] language sql immutable strict parallel safe cost 500
        return (
            select coalesce(array_agg(distinct sound order by sound), '{}')
            from {{_cut}},
                lateral (values (dmetaphone(word)), (dmetaphone_alt(word))) sounds(sound)
            where sound <> '');
        """;

    /// <summary>
    /// Each word of a name, and the word with each one of its letters left out. Two words that are one slip apart (a letter too many, too few, another one, two in the
    /// wrong order) have one of these in common, so that an index finds them in a million. The word in capitals is for whoever looks for just this one.
    /// </summary>
    public const string Slips = $$"""
        create or replace function name_slips(name text) returns integer[] language sql immutable strict parallel safe cost 1000
        return (
            select coalesce(array_agg(distinct {{_mark}}), '{}')
            from {{_cut}},
                lateral (select word union all select upper(word) union all select overlay(word placing '' from at for 1) from generate_series(1, length(word)) at where length(word) > 2) slips(slip)
            where word <> '');
        """;

    /// <summary>Words as <see cref="Slips"/> holds them, in capitals for just these.</summary>
    public const string Marks = $$"""
        create function word_marks(words text[]) returns integer[] language sql immutable strict parallel safe cost 100
        return (select coalesce(array_agg(distinct {{_mark}}), '{}') from unnest(words) slip);
        """;

    /// <summary>The lines of an address or of a call, with a space for all that is neither letter nor figure and one at either end, so that where a word ends does not depend on how it was written.</summary>
    public const string Places = """
        create function place_words(lines text) returns text language sql immutable strict parallel safe
        return ' ' || regexp_replace(lines, '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]+', ' ', 'g') || ' ';
        """;

    public const string NoColumns = "alter table person_names drop column sounds, drop column slips;";

    public const string Columns = """
        alter table person_names
            add column sounds text[] generated always as (name_sounds("full")) stored,
            add column slips integer[] generated always as (name_slips("full")) stored;
        create index ix_person_names_sounds on person_names using gin (sounds);
        create index ix_person_names_slips on person_names using gin (slips);
        analyze person_names;
        """;

    public const string NoFunctions = """
        drop function word_marks(text[]);
        drop function name_slips(text);
        drop function name_sounds(text);
        """;

    /// <summary>People and calls by house and street, whatever the postcode. The model can name no index of what a function makes of a column.</summary>
    public const string PlaceIndexes = """
        create index ix_person_addresses_place on person_addresses using gin (place_words(lines) gin_trgm_ops);
        create index ix_incidents_call_place on incidents using gin (place_words(call_location) gin_trgm_ops);
        analyze person_addresses;
        analyze incidents;
        """;

    public const string NoPlaces = """
        drop index ix_incidents_call_place;
        drop index ix_person_addresses_place;
        drop function place_words(text);
        """;
}
