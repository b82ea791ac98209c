using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Domain.Specialists;

/// <summary>What a specialist found of the decisions made on a live incident (R5.7).</summary>
public enum DecisionCheck
{
    Agree,

    /// <summary>Somebody should be there sooner.</summary>
    UpgradeAsked,

    /// <summary>Something that protects the victim was not asked, looked up or done.</summary>
    MissedOpportunity,
}

/// <summary>What a specialist said on looking at an incident: the check, why, and what an officer was advised.</summary>
/// <param name="GradeAsked">The faster grade, where an upgrade is asked.</param>
/// <param name="AdviceTo">Who was advised, by call sign or name.</param>
public sealed record CheckMade(DecisionCheck Check, ResponseGrade? GradeAsked, string? Reason, string? Advice, string? AdviceTo);

/// <summary>One look of the control room's specialist at one live incident (R5.2, R5.7). Never changed; a later look is another one.</summary>
public sealed class SpecialistReview
{
    public const int ReasonMinLength = 20;

    public const int ReasonMaxLength = 2000;

    public const int AdviceMaxLength = 2000;

    public const int AdviceToMaxLength = 120;

    private SpecialistReview()
    {
    }

    public Id<SpecialistReview> Id { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>The shift they were on; null when the rota had them on none.</summary>
    public Id<Shift>? ShiftId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public DecisionCheck Check { get; private init; }

    /// <summary>The response grade the incident had.</summary>
    public ResponseGrade? GradeSeen { get; private init; }

    public ResponseGrade? GradeAsked { get; private init; }

    public string? Reason { get; private init; }

    public string? Advice { get; private init; }

    public string? AdviceTo { get; private init; }

    public static Result<SpecialistReview> Record(Incident incident, Actor by, Id<Shift>? shift, CheckMade made, DateTimeOffset now)
    {
        var (reason, advice, adviceTo) = (Tidy(made.Reason), Tidy(made.Advice), Tidy(made.AdviceTo));
        if (!by.Has(Role.ControlRoomSupportWorker))
        {
            return new Refusal("specialist.role", "Only a support worker in the control room checks live incidents.");
        }

        if (!incident.IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        if (made.Check is not DecisionCheck.Agree && (reason?.Length ?? 0) < ReasonMinLength)
        {
            return new Refusal("specialist.reason", $"Say why in {ReasonMinLength} characters or more.");
        }

        if (made.Check is DecisionCheck.UpgradeAsked && (made.GradeAsked is not { } asked || asked >= incident.Grade))
        {
            return new Refusal("specialist.grade", "Choose a grade by which somebody is there sooner than now.");
        }

        if (advice is null != adviceTo is null)
        {
            return new Refusal(advice is null ? "specialist.advice" : "specialist.advice-to", advice is null ? "Say what you advised." : "Say whom you advised.");
        }

        return new SpecialistReview
        {
            Id = Id<SpecialistReview>.New(now),
            IncidentId = incident.Id,
            By = by.StaffId,
            AgencyId = by.AgencyId,
            ShiftId = shift,
            At = now,
            Check = made.Check,
            GradeSeen = incident.Grade,
            GradeAsked = made.Check is DecisionCheck.UpgradeAsked ? made.GradeAsked : null,
            Reason = reason,
            Advice = advice,
            AdviceTo = adviceTo,
        };
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
