namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>What the migration <c>FindAnyone</c> makes beside its tables: the sounds of a name, and the ends of numbers.</summary>
internal static class NameSounds
{
    /// <summary>
    /// The Double Metaphone keys of each word of a name, without accents and apostrophes. Its body is bound when it is made, so that a restored
    /// database works it out alike whatever its search path. Several names may be given at once, by whoever looks for any of them.
    /// </summary>
    public const string Up = """
        create function name_sounds(name text) returns text[] language sql immutable strict parallel safe
        return (
            select coalesce(array_agg(distinct sound order by sound), '{}')
            from regexp_split_to_table(
                    translate(regexp_replace(lower(name), '[''’‘`´.]', '', 'g'), 'áàâäãåąéèêëęíìîïıóòôöõøúùûüçćčñńýÿšśžźżłđð', 'aaaaaaaeeeeeiiiiioooooouuuucccnnyysszzzldd'),
                    '[^a-z]+') word,
                lateral (values (dmetaphone(word)), (dmetaphone_alt(word))) sounds(sound)
            where sound <> '');
        """;

    public const string Down = "drop function name_sounds(text);";

    /// <summary>
    /// Each word of a name, folded as for its sounds, and the word with each one of its letters left out, as the first 32 bits of their MD5. Two words that are
    /// one slip apart (a letter too many, too few, another one, two in the wrong order) have one of these in common, so that an index finds them in a million.
    /// </summary>
    public const string Slips = """
        create function name_slips(name text) returns integer[] language sql immutable strict parallel safe cost 1000
        return (
            select coalesce(array_agg(distinct ('x' || left(md5(slip), 8))::bit(32)::integer), '{}')
            from regexp_split_to_table(
                    translate(regexp_replace(lower(name), '[''’‘`´.]', '', 'g'), 'áàâäãåąéèêëęíìîïıóòôöõøúùûüçćčñńýÿšśžźżłđð', 'aaaaaaaeeeeeiiiiioooooouuuucccnnyysszzzldd'),
                    '[^a-z]+') word,
                lateral (select word union all select overlay(word placing '' from at for 1) from generate_series(1, length(word)) at where length(word) > 2) slips(slip)
            where word <> '');
        """;

    public const string NoSlips = "drop function name_slips(text);";

    public const string PhoneEndings = """
        create index ix_person_phones_ending on person_phones (reverse(e164) text_pattern_ops) where e164 is not null;
        create index ix_incidents_call_caller_phone_ending on incidents (reverse(call_caller_phone_e164) text_pattern_ops) where call_caller_phone_e164 is not null;
        """;

    public const string NoPhoneEndings = """
        drop index ix_incidents_call_caller_phone_ending;
        drop index ix_person_phones_ending;
        """;
}
