using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Victims, perpetrators and children with their names, numbers, addresses, safe ways to reach them, warnings and relationships.</summary>
internal static class PeopleTables
{
    public static IEnumerable<LoadTable> Of(LoadWorld world)
    {
        var cases = world.Plan.Cases.Length;
        yield return new("people", "id agency_id born_on birth_is_estimated gender died_on interpreter is_restricted restricted_reason made_at changed_at", cases * 27 / 10, rows => People(world, rows));
        yield return new("person_names", "person_id full kind since", cases * 27 / 10, rows => Names(world, rows));
        yield return new("person_phones", "person_id e164 as_typed since until", cases * 17 / 10, rows => Phones(world, rows));
        yield return new("person_addresses", "person_id lines postcode visibility from to recorded_at", cases * 19 / 10, rows => Addresses(world, rows));
        yield return new(
            "safe_contacts",
            "number person_id channel value safety days from to who_may_answer cover_story withhold_number voicemail_allowed text_allowed code_word interpreter review_on recorded_at",
            world.SafeContacts, rows => SafeContacts(world, rows));
        yield return new("person_flags", "person_id kind note raised_at until", cases / 20, rows => Flags(world, rows));
        yield return new("relationships", "from_id to_id kind recorded_at ended_at", cases * 16 / 10, rows => Relationships(world, rows));
    }

    /// <summary>The telephone number a victim is called on, which is also the one most of her calls come from.</summary>
    public static (string AsTyped, string E164) VictimPhone(LoadWorld world, int c)
    {
        var chance = new Chance(world.Seed, Stream.Contact, world.Plan.Cases[c].VictimOf);
        return LoadWords.Phone(ref chance);
    }

    /// <summary>Where the victim of a case lives.</summary>
    public static (string Lines, string Postcode) VictimAddress(LoadWorld world, int c)
    {
        var of = world.Plan.Cases[c].VictimOf;
        var chance = new Chance(world.Seed, Stream.Contact, ~of);
        return LoadWords.Address(ref chance, world.Plan.Cases[of].Unit);
    }

    private static void People(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var @case = world.Plan.Cases[c];
            if (world.RecordedVictim(c))
            {
                var chance = new Chance(world.Seed, Stream.Victim, c);
                var born = LoadWords.BornBefore(ref chance, @case.OpenedAt, 16, 88);
                // 4.6 to 5.3 % of MARAC referrals are about men; of all reports about a quarter.
                var isMan = chance.Has(@case.Grade is RiskGrade.High ? 0.05 : 0.27);
                Person(world.VictimId(c).Value, born, chance.Has(0.1), isMan ? Gender.Man : Gender.Woman, chance.Has(0.04) ? "Language line" : null, @case.IsRestricted);
            }

            if (world.RecordedPerpetrator(c))
            {
                var chance = new Chance(world.Seed, Stream.Perpetrator, c);
                var born = LoadWords.BornBefore(ref chance, @case.OpenedAt, 17, 80);
                Person(world.PerpetratorId(c)!.Value.Value, born, chance.Has(0.25), chance.Has(0.8) ? Gender.Man : Gender.Woman, null, @case.IsRestricted);
            }

            for (var child = 0; child < @case.Children; child++)
            {
                var chance = new Chance(world.Seed, Stream.Child, c * 8L + child);
                var born = UkTime.DateOf(@case.OpenedAt).AddDays(-chance.Below(17 * 365));
                Person(world.ChildId(c, child).Value, born, chance.Has(0.3), chance.Has(0.5) ? Gender.Man : Gender.Woman, null, @case.IsRestricted);
            }

            void Person(Guid id, DateOnly born, bool estimated, Gender gender, string? interpreter, bool restricted) =>
                rows.Row().Add(id).Add(world.Force).Add(born).Add(estimated).Add<Gender>(gender).Null().Add(interpreter).Add(restricted)
                    .Add(restricted ? "Related to a member of staff" : null).Add(@case.OpenedAt).Add(@case.OpenedAt);
        }
    }

    private static void Names(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var @case = world.Plan.Cases[c];
            foreach (var (person, index) in world.PeopleOf(c).Where(p => p.RecordedHere).Select((p, index) => (p.Person, index)))
            {
                var chance = new Chance(world.Seed, Stream.Victim, ~(c * 8L + index));
                rows.Row().Add(person).Add(LoadWords.Name(ref chance)).Add<NameKind>(NameKind.Given).Add(@case.OpenedAt);
                if (index == 0 && chance.Has(0.12))
                {
                    rows.Row().Add(person).Add(LoadWords.Name(ref chance)).Add<NameKind>(NameKind.Former).Add(@case.OpenedAt);
                }
            }
        }
    }

    private static void Phones(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var opened = world.Plan.Cases[c].OpenedAt;
            if (world.RecordedVictim(c))
            {
                var (asTyped, e164) = VictimPhone(world, c);
                rows.Row().Add(world.VictimId(c)).Add(e164).Add(asTyped).Add(opened).Null();
            }

            var chance = new Chance(world.Seed, Stream.Perpetrator, ~c);
            if (world.RecordedPerpetrator(c) && chance.Has(0.75))
            {
                var (asTyped, e164) = LoadWords.Phone(ref chance);
                rows.Row().Add(world.PerpetratorId(c)).Add(e164).Add(asTyped).Add(opened).Null();
            }
        }
    }

    private static void Addresses(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var @case = world.Plan.Cases[c];
            var chance = new Chance(world.Seed, Stream.Perpetrator, ~(long)int.MaxValue - c);
            if (world.RecordedVictim(c))
            {
                var (lines, postcode) = VictimAddress(world, c);
                var visibility = chance.Has(0.04) ? AddressVisibility.Hidden : AddressVisibility.Open;
                rows.Row().Add(world.VictimId(c)).Add(lines).Add(postcode).Add<AddressVisibility>(visibility).Null().Null().Add(@case.OpenedAt);
            }

            if (world.RecordedPerpetrator(c))
            {
                var (lines, postcode) = LoadWords.Address(ref chance, @case.Unit);
                rows.Row().Add(world.PerpetratorId(c)).Add(lines).Add(postcode).Add<AddressVisibility>(AddressVisibility.Open).Null().Null().Add(@case.OpenedAt);
            }
        }
    }

    private static void SafeContacts(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            if (world.SafeContactNumber(c) is not { } number)
            {
                continue;
            }

            var chance = new Chance(world.Seed, Stream.Contact, c + (1L << 40));
            var safety = chance.Has(0.8) ? Safety.Safe : chance.Has(0.5) ? Safety.Unsafe : Safety.Unknown;
            var recorded = world.Plan.Cases[c].GradedAt!.Value;
            rows.Row().Add(number).Add(world.VictimId(c)).Add<ContactChannel>(ContactChannel.Phone).Add(VictimPhone(world, c).AsTyped).Add<Safety>(safety)
                .Add<SafeDays>(SafeDays.Every).Add(new TimeOnly(9, 0)).Add(new TimeOnly(17, 0)).Null().Add(chance.Has(0.3) ? "The library about a book" : null)
                .Add(true).Add(chance.Has(0.2)).Add(chance.Has(0.4)).Add(chance.Has(0.3) ? "Marigold" : null).Null().Add(UkTime.DateOf(recorded).AddDays(30)).Add(recorded);
        }
    }

    private static void Flags(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var @case = world.Plan.Cases[c];
            if (@case.FirstHigh >= 0 && world.RecordedPerpetrator(c) && new Chance(world.Seed, Stream.Notice, c) is var chance && chance.Has(0.5))
            {
                var kind = chance.Has(0.4) ? PersonFlagKind.Weapons : PersonFlagKind.Violence;
                rows.Row().Add(world.PerpetratorId(c)).Add<PersonFlagKind>(kind).Add("From an assessment").Add(@case.GradedAt).Add(UkTime.DateOf(@case.LastAt).AddYears(2));
            }
        }
    }

    private static void Relationships(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var @case = world.Plan.Cases[c];
            var chance = new Chance(world.Seed, Stream.Child, ~(long)c);
            if (world.PerpetratorId(c) is { } perpetrator)
            {
                var kind = chance.Share() switch
                {
                    < 0.40 => RelationshipKind.Partner,
                    < 0.75 => RelationshipKind.FormerPartner,
                    < 0.90 => RelationshipKind.OtherRelative,
                    _ => RelationshipKind.Sibling,
                };
                rows.Row().Add(world.VictimId(c)).Add(perpetrator).Add<RelationshipKind>(kind).Add(@case.OpenedAt).Null();
            }

            for (var child = 0; child < @case.Children; child++)
            {
                rows.Row().Add(world.VictimId(c)).Add(world.ChildId(c, child)).Add<RelationshipKind>(RelationshipKind.ParentOf).Add(@case.OpenedAt).Null();
            }
        }
    }
}
