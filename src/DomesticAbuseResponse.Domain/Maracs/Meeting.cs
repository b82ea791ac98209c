using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>One sitting of a MARAC, with its agenda in the order it will be heard.</summary>
public sealed class Meeting : IProtectedRecord
{
    private readonly List<AgendaItem> _agenda = [];
    private readonly List<StatementAcceptance> _acceptances = [];
    private readonly List<PrintedCopy> _copies = [];

    private Meeting()
    {
    }

    public Meeting(Id<Meeting> id, Id<Marac> maracId, DateOnly heldOn, TimeOnly startsAt, string venue, bool isEmergency) =>
        (Id, MaracId, HeldOn, StartsAt, Venue, IsEmergency) = (id, maracId, heldOn, startsAt, venue, isEmergency);

    public Id<Meeting> Id { get; private init; }

    public Guid RecordId => Id.Value;

    public bool IsRestricted => false;

    public Id<Marac> MaracId { get; private init; }

    /// <summary>The day of the meeting, London.</summary>
    public DateOnly HeldOn { get; private init; }

    public TimeOnly StartsAt { get; private init; }

    public string Venue { get; private init; } = "";

    /// <summary>Outside the rhythm: any agency may ask, the chair agrees (2.5, S52).</summary>
    public bool IsEmergency { get; private init; }

    /// <summary>The chair's agreement to an emergency meeting.</summary>
    public ChairAgreement? Agreement { get; private set; }

    /// <summary>Changes with every change of the agenda, so that two people ordering it at once meet a conflict page.</summary>
    public DateTimeOffset? AgendaChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<AgendaItem> Agenda => _agenda;

    public IReadOnlyCollection<StatementAcceptance> Acceptances => _acceptances;

    public IReadOnlyCollection<PrintedCopy> Copies => _copies;

    /// <summary>A meeting outside the rhythm, which the chair has agreed to.</summary>
    public static Meeting Emergency(Id<Meeting> id, Id<Marac> maracId, DateOnly heldOn, TimeOnly startsAt, string venue, ChairAgreement agreement) =>
        new(id, maracId, heldOn, startsAt, venue, isEmergency: true) { Agreement = agreement };

    public Result<AgendaItem> Place(Id<Case> caseId, Id<Referral> referralId, Id<StaffMember> by, DateTimeOffset now)
    {
        if (_agenda.Any(a => a.CaseId == caseId && a.RemovedAt is null))
        {
            return new Refusal("agenda.already", "This case is already on the agenda of this meeting.");
        }

        var item = new AgendaItem(Id<AgendaItem>.New(now), Id, caseId, referralId, 1 + _agenda.Select(a => a.Order).DefaultIfEmpty(0).Max(), by, now);
        _agenda.Add(item);
        AgendaChangedAt = now;
        return item;
    }

    public Result<AgendaItem> Remove(Id<AgendaItem> itemId, string reason, DateTimeOffset now)
    {
        if (_agenda.SingleOrDefault(a => a.Id == itemId && a.RemovedAt is null) is not { } item)
        {
            return new Refusal("agenda.gone", "This case is no longer on the agenda.");
        }

        item.Remove(reason, now);
        AgendaChangedAt = now;
        return item;
    }

    /// <summary>
    /// Puts the named items in this order, in the places they hold between them. Items not named do not move, so that somebody who
    /// may not see a case can still order the others.
    /// </summary>
    public void Arrange(IReadOnlyList<Id<AgendaItem>> order, DateTimeOffset now)
    {
        var named = order.Distinct().Select(id => _agenda.SingleOrDefault(a => a.Id == id && a.RemovedAt is null)).OfType<AgendaItem>().ToList();
        var places = named.Select(item => item.Order).Order().ToList();
        foreach (var (item, place) in named.Zip(places))
        {
            item.MoveTo(place);
        }

        AgendaChangedAt = now;
    }

    /// <summary>Keeps the number and recipient of a printed copy. The agenda itself does not change.</summary>
    public void Print(PrintedCopy copy) => _copies.Add(copy);

    /// <summary>Records that a member has read the confidentiality statement; no papers are served before (R2.13).</summary>
    public void AcceptStatement(Id<StaffMember> staffId, DateTimeOffset now)
    {
        if (_acceptances.All(a => a.StaffId != staffId))
        {
            _acceptances.Add(new StatementAcceptance(Id, staffId, now));
        }
    }
}

/// <summary>Which chair agreed to an emergency meeting, when, and in which words it was given or passed on.</summary>
public sealed record ChairAgreement
{
    public required Id<StaffMember> ChairId { get; init; }

    public required Id<StaffMember> RecordedBy { get; init; }

    public required string Words { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>One printed copy of a meeting's papers: its number, whom it is for, and who printed it.</summary>
public sealed record PrintedCopy(Id<Meeting> MeetingId, int Number, string Recipient, Id<StaffMember> PrintedBy, DateTimeOffset At)
{
    public const int RecipientMaxLength = 120;
}

/// <summary>A member's acceptance of one meeting's confidentiality statement (R2.13).</summary>
public sealed record StatementAcceptance(Id<Meeting> MeetingId, Id<StaffMember> StaffId, DateTimeOffset At);

/// <summary>One case on one agenda.</summary>
public sealed class AgendaItem
{
    private AgendaItem()
    {
    }

    public AgendaItem(Id<AgendaItem> id, Id<Meeting> meetingId, Id<Case> caseId, Id<Referral> referralId, int order, Id<StaffMember> placedBy, DateTimeOffset placedAt) =>
        (Id, MeetingId, CaseId, ReferralId, Order, PlacedBy, PlacedAt) = (id, meetingId, caseId, referralId, order, placedBy, placedAt);

    public Id<AgendaItem> Id { get; private init; }

    public Id<Meeting> MeetingId { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Referral> ReferralId { get; private init; }

    public int Order { get; private set; }

    public Id<StaffMember> PlacedBy { get; private init; }

    public DateTimeOffset PlacedAt { get; private init; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovedReason { get; private set; }

    internal void MoveTo(int order) => Order = order;

    internal void Remove(string reason, DateTimeOffset now) => (RemovedAt, RemovedReason) = (now, reason);
}
