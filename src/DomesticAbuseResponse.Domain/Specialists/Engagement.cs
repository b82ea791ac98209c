using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Domain.Specialists;

/// <summary>The one main outcome of trying to reach a victim (R5.5).</summary>
public enum EngagementOutcome
{
    EngagedByPhone,
    EngagedByVisit,
    NoContact,
    UnsafeToContact,
    NotAppropriate,
}

/// <summary>What followed; several may (R5.5).</summary>
public enum Onward
{
    ReferredToService,
    ReferredElsewhere,
    AlreadySupported,
    DeclinedReferral,
    MovedToSafety,
    ResponseUpgraded,
    Arrest,
}

/// <summary>Who reads what a support worker wrote about the conversation. It is no police record unless they say so (R5.8).</summary>
public enum NoteReaders
{
    SupportWorkers,

    /// <summary>And the IDVAs who may open the incident's case.</summary>
    AndIdvas,

    /// <summary>Everybody who may open the incident, the police too.</summary>
    Everybody,
}

public static class EngagementOutcomes
{
    extension(EngagementOutcome outcome)
    {
        public bool IsEngaged() => outcome is EngagementOutcome.EngagedByPhone or EngagementOutcome.EngagedByVisit;
    }
}

/// <summary>What came of it, as it was told.</summary>
/// <param name="Because">Why nobody was spoken with, where that was so. Everybody who may open the incident reads it.</param>
/// <param name="Needs">What the victim needs.</param>
public sealed record EngagementTold(
    EngagementOutcome Outcome, IReadOnlyList<Onward> Onward, bool? SafeToTalk, bool DashDone, bool DisclosureGiven, string? Because, string? Needs, string? Note, NoteReaders Readers);

/// <summary>One victim engaged, or not reached, by a control-room worker or a support car about one incident (R5.5). Never changed.</summary>
public sealed class Engagement
{
    public const int TextMaxLength = 4000;

    public const int BecauseMaxLength = 1000;

    private static readonly Onward[] _byWordOfVictim = [Specialists.Onward.ReferredToService, Specialists.Onward.ReferredElsewhere, Specialists.Onward.AlreadySupported, Specialists.Onward.DeclinedReferral, Specialists.Onward.MovedToSafety];

    private readonly List<Onward> _onward = [];

    private Engagement()
    {
    }

    public Id<Engagement> Id { get; private init; }

    public ServiceKind Service { get; private init; }

    /// <summary>The force whose incident it is.</summary>
    public Id<Agency> ForceId { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> VictimId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public Id<Shift>? ShiftId { get; private init; }

    /// <summary>When it was, not when it was written down.</summary>
    public DateTimeOffset At { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public EngagementOutcome Outcome { get; private init; }

    public IReadOnlyList<Onward> Onward => _onward;

    public bool? SafeToTalk { get; private init; }

    public bool DashDone { get; private init; }

    /// <summary>What Clare's Law is was explained and the form offered.</summary>
    public bool DisclosureGiven { get; private init; }

    public string? Because { get; private init; }

    public string? Needs { get; private init; }

    public string? Note { get; private init; }

    public NoteReaders Readers { get; private init; }

    public static Result<Engagement> Record(Incident incident, Id<Person> victim, ServiceKind service, Actor by, Id<Shift>? shift, DateTimeOffset at, EngagementTold told, DateTimeOffset now)
    {
        if (!incident.Victims.Contains(victim))
        {
            return new Refusal("engagement.not-victim", "This person is not the victim of this incident.");
        }

        if (at > now.AddMinutes(1))
        {
            return new Refusal("engagement.later", "That time has not come yet.");
        }

        if (!told.Outcome.IsEngaged() && told.Onward.Any(o => _byWordOfVictim.Contains(o)))
        {
            return new Refusal("engagement.onward", "Nobody spoke with the victim, so nothing can have been agreed with them. Change the outcome or what followed.");
        }

        if (told.Onward.Contains(Specialists.Onward.ReferredToService) && (told.Onward.Contains(Specialists.Onward.DeclinedReferral) || told.Onward.Contains(Specialists.Onward.AlreadySupported)))
        {
            return new Refusal("engagement.onward", "A victim who declined, or has support already, was not referred. Choose what was so.");
        }

        if (told.Outcome is EngagementOutcome.UnsafeToContact or EngagementOutcome.NotAppropriate && string.IsNullOrWhiteSpace(told.Because))
        {
            return new Refusal("engagement.because", told.Outcome is EngagementOutcome.NotAppropriate ? "Say why contact was not appropriate." : "Say what made contact unsafe.");
        }

        var engagement = new Engagement
        {
            Id = Id<Engagement>.New(now),
            Service = service,
            ForceId = incident.AgencyId,
            IncidentId = incident.Id,
            VictimId = victim,
            By = by.StaffId,
            AgencyId = by.AgencyId,
            ShiftId = shift,
            At = at < now ? at : now,
            RecordedAt = now,
            Outcome = told.Outcome,
            SafeToTalk = told.SafeToTalk,
            DashDone = told.DashDone,
            DisclosureGiven = told.DisclosureGiven,
            Because = Tidy(told.Because),
            Needs = Tidy(told.Needs),
            Note = Tidy(told.Note),
            Readers = told.Readers,
        };
        engagement._onward.AddRange(told.Onward.Distinct().Order());
        return engagement;
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Who reads a support worker's own words about a victim (R5.8). Whoever may not, sees the outcome alone.</summary>
public static class SupportNotes
{
    public static bool MayRead(Actor actor, Engagement engagement) => MayRead(actor, engagement.By, engagement.Readers);

    public static bool MayRead(Actor actor, Id<StaffMember> by, NoteReaders readers) =>
        readers is NoteReaders.Everybody
        || actor.StaffId == by
        || actor.HasAny(Role.ControlRoomSupportWorker, Role.SupportCarWorker)
        || (readers is NoteReaders.AndIdvas && actor.HasAny(Role.Idva, Role.IdvaManager));
}
