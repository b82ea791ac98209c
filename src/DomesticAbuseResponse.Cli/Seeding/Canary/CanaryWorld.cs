using System.Globalization;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>One planted record of each kind, with three people in it. The same seed plants the same words.</summary>
internal sealed class CanaryWorld
{
    private readonly string _mark;
    private int _number;

    public CanaryWorld(int seed, DateTimeOffset present)
    {
        _mark = string.Create(CultureInfo.InvariantCulture, $"{(uint)HashCode(seed):x8}")[..4];
        var at = present.AddDays(-4);

        CanaryTale own = Tale(CanaryClass.Own), unassigned = Tale(CanaryClass.Unassigned), participating = Tale(CanaryClass.Participating);
        CanaryTale unrelated = Tale(CanaryClass.Unrelated), restricted = Tale(CanaryClass.Restricted), excluded = Tale(CanaryClass.Excluded);
        CanaryTale accused = Tale(CanaryClass.Accused), closed = Tale(CanaryClass.Closed);
        var accuser = new CanaryTale(CanaryClass.Accuser, accused.Perpetrator, accused.Victim, Person(CanaryClass.Accuser, "Child", 7), at.AddDays(1));

        own.Call().Hear().SentIn().Describe().Check().Attend().Assess().Review().Try().Refer(ReferralKind.Idva).Ask().Triage().IdvaTakesIt().Tasks(idva: true).Plan(idva: true).Papers(idva: true).Supervise().AskDisclosure().SendCrew(present.AddMinutes(-20));
        unassigned.Call().Hear(concern: true).Describe().ControlRoom().HandOver().Merge(own);
        participating.Call().Hear().Screen().SentIn().Describe().Check().Attend().Assess().Review().Try().Refer(ReferralKind.Idva).Ask().IdvaTakesIt().Tasks(idva: true).Plan(idva: true).Papers(idva: true).Refer(ReferralKind.Marac).PlaceOnAgenda();
        unrelated.Call().Hear().SentIn().Describe().ControlRoom().Attend().Assess().Review().Try().Tasks(idva: false).Plan(idva: false).Papers(idva: false).AskDisclosure();
        restricted.Call().Hear().SentIn().Describe().ControlRoom().HandOver().Attend().Assess().Review().Tasks(idva: false).Plan(idva: false).Papers(idva: false).Restrict(DemoStaff.Officer, DemoStaff.Sergeant);
        excluded.Call().Hear().SentIn().Describe().ControlRoom().HandOver().Attend().Exclude().Assess().Review().Try().Refer(ReferralKind.Idva).Triage().IdvaTakesIt().Tasks(idva: true).Plan(idva: true).Papers(idva: true).Supervise().Refer(ReferralKind.Marac).PlaceOnAgenda();
        accused.Call().Hear().Describe().Assess().Review();
        accuser.Call().Assess().Review().HandOver(sign: false).SayWhoIsTheVictim();
        closed.Call().Describe().Attend().Assess().Review().CloseIncident();
        Tales = [own, unassigned, participating, unrelated, restricted, excluded, accused, accuser, closed];

        CanaryTale Tale(CanaryClass kind) => new(kind, Person(kind, "Victim", 34), Person(kind, "Perpetrator", 36), Person(kind, "Child", 8), at);
    }

    public IReadOnlyList<CanaryTale> Tales { get; }

    public IEnumerable<CanaryPerson> People => Tales.SelectMany(t => new[] { t.Victim, t.Perpetrator, t.Child }).Distinct();

    private CanaryPerson Person(CanaryClass kind, string role, int age) => new($"{kind}{role}{_mark}", ++_number, age);

    /// <summary>The same on every machine and in every version of .NET.</summary>
    private static long HashCode(int seed) => (seed + 1L) * 0x9E3779B9 % 0xFFFFFFFF;
}
