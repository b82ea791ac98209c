using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

/// <summary>A victim, two people who harm her, and the facts of a referral made on 22 November 2026.</summary>
internal static class Referred
{
    public static readonly Id<Person> Victim = Id<Person>.New(Forms.Noon);

    public static readonly Id<Person> Perpetrator = Id<Person>.New(Forms.Noon);

    public static readonly Id<Person> Another = Id<Person>.New(Forms.Noon);

    public static readonly DateOnly On = new(2026, 11, 22);

    public static ReferralFacts Facts { get; } = new()
    {
        VictimId = Victim,
        PerpetratorIds = new HashSet<Id<Person>> { Perpetrator },
        ReferredOn = On,
        VictimAge = 34,
    };

    public static ReferralFacts Ticks(int ticks, string code = InstrumentCodes.SafeLivesDash) =>
        Facts with { Assessments = [new(code, ticks, On)] };

    public static PoliceReport Report(string reference, DateOnly on, Id<Person>? victim = null, Id<Person>? perpetrator = null) =>
        new(reference, victim ?? Victim, new HashSet<Id<Person>> { perpetrator ?? Perpetrator }, on);

    public static EarlierReferral Earlier(DateOnly referred, DateOnly? heard = null, Id<Person>? perpetrator = null) =>
        new("M-17", Victim, new HashSet<Id<Person>> { perpetrator ?? Perpetrator }, referred, heard);

    public static ReferralEvaluation Evaluated(ReferralFacts facts, MaracProfile? profile = null) =>
        ReferralGrounds.Evaluate(facts, profile ?? MaracProfile.Default);
}
