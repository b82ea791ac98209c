using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>The safety and support plan of a victim's case (R3.9): one for each case, with lines of everybody who works on it, reviews, and the copies the victim was given.</summary>
public sealed class SafetyPlan
{
    private readonly List<PlanReview> _reviews = [];
    private readonly List<ToldEvent> _told = [];
    private readonly List<PlanPaper> _papers = [];

    private SafetyPlan()
    {
    }

    public Id<SafetyPlan> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    /// <summary>The agency that began it.</summary>
    public Id<Agency> AgencyId { get; private init; }

    public Id<StaffMember> BegunBy { get; private init; }

    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>The last review, or the beginning.</summary>
    public DateTimeOffset ReviewedAt { get; private set; }

    /// <summary>The London day agreed for the next review.</summary>
    public DateOnly ReviewOn { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<PlanReview> Reviews => _reviews;

    /// <summary>What people said had happened, where no record shows it.</summary>
    public IReadOnlyCollection<ToldEvent> Told => _told;

    public IReadOnlyCollection<PlanPaper> Papers => _papers;

    public static SafetyPlan Begin(Case @case, Actor by, DateOnly reviewOn, DateTimeOffset now) => new()
    {
        Id = Id<SafetyPlan>.New(now),
        CaseId = @case.Id,
        AgencyId = by.AgencyId,
        BegunBy = by.StaffId,
        BegunAt = now,
        ReviewedAt = now,
        ReviewOn = reviewOn,
        ChangedAt = now,
    };

    /// <summary>The plan was looked at as a whole: what changed, and whether the victim was spoken with. The day of the next one has been checked by <see cref="PlanClock"/>.</summary>
    public Result<PlanReview> Review(Actor by, bool spokeWithVictim, string? whatChanged, DateOnly nextOn, DateTimeOffset now)
    {
        if (PlanLine.GivesAway(whatChanged))
        {
            return new Refusal("plan.review-words", "Leave out postcodes and addresses: many people read a plan");
        }

        var review = new PlanReview(this, by, spokeWithVictim, string.IsNullOrWhiteSpace(whatChanged) ? null : whatChanged.Trim(), nextOn, now);
        _reviews.Add(review);
        (ReviewedAt, ReviewOn, ChangedAt) = (now, nextOn, now);
        return review;
    }

    /// <summary>Something happened that no record shows: the lines it touches are looked at again.</summary>
    public Result<ToldEvent> Tell(PlanEventKind kind, DateOnly on, Actor by, DateOnly today, DateTimeOffset now)
    {
        if (!PlanEvent.ToldByHand.Contains(kind))
        {
            return new Refusal("plan.event", "Choose what happened");
        }

        if (on < today.AddYears(-1) || on > today.AddYears(2) || (on > today && kind is not PlanEventKind.CourtDate))
        {
            return new Refusal("plan.event-day", kind is PlanEventKind.CourtDate ? "Enter a day from a year ago to two years ahead" : "Enter a day from a year ago to today");
        }

        var told = new ToldEvent(this, kind, on, by, now);
        _told.Add(told);
        ChangedAt = now;
        return told;
    }

    /// <summary>A copy for the victim was made. What stands on it is kept as it was.</summary>
    public PlanPaper Print(int number, string language, PaperSheet sheet, Actor by, DateTimeOffset now)
    {
        var paper = new PlanPaper(this, number, language, sheet.ToJson(), by, now);
        _papers.Add(paper);
        ChangedAt = now;
        return paper;
    }
}

/// <summary>One review of a plan (R3.11). None is ever taken out.</summary>
public sealed class PlanReview
{
    public const int WordsMaxLength = 2000;

    private PlanReview()
    {
    }

    internal PlanReview(SafetyPlan plan, Actor by, bool spoke, string? whatChanged, DateOnly nextOn, DateTimeOffset at) =>
        (PlanId, By, ByAgencyId, SpokeWithVictim, WhatChanged, NextOn, At) = (plan.Id, by.StaffId, by.AgencyId, spoke, whatChanged, nextOn, at);

    public long Number { get; private init; }

    public Id<SafetyPlan> PlanId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public bool SpokeWithVictim { get; private init; }

    public string? WhatChanged { get; private init; }

    public DateOnly NextOn { get; private init; }
}

/// <summary>What somebody said had happened: a release, a court date, a move. No words: a plan is read by many.</summary>
public sealed class ToldEvent
{
    private ToldEvent()
    {
    }

    internal ToldEvent(SafetyPlan plan, PlanEventKind kind, DateOnly on, Actor by, DateTimeOffset at) => (PlanId, Kind, On, By, At) = (plan.Id, kind, on, by.StaffId, at);

    public long Number { get; private init; }

    public Id<SafetyPlan> PlanId { get; private init; }

    public PlanEventKind Kind { get; private init; }

    public DateOnly On { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }
}

/// <summary>Who may change what in a plan.</summary>
public static class PlanStanding
{
    /// <summary>Whoever supports the victim, and the agency that began the plan, keep it: they review it and change every line. Others write lines of their own agency (R3.9).</summary>
    public static bool Keeps(Actor actor, SafetyPlan plan) => plan.AgencyId == actor.AgencyId || actor.HasAny(Role.Idva, Role.IdvaManager);

    public static bool MayChange(Actor actor, SafetyPlan plan, Id<Agency> writtenBy) => writtenBy == actor.AgencyId || Keeps(actor, plan);
}
