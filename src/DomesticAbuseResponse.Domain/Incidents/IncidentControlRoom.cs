using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>What the control room does about an open call: who is sent and arrives, requests for another grade, complaints that are withdrawn.</summary>
public sealed partial class Incident
{
    private readonly List<IncidentDispatch> _dispatches = [];
    private readonly List<RegradeRequest> _regrades = [];
    private readonly List<ComplaintWithdrawal> _withdrawals = [];

    /// <summary>Since when the oldest request for another grade has waited for a supervisor.</summary>
    public DateTimeOffset? RegradeAskedAt { get; private set; }

    /// <summary>Since when a complaint that was withdrawn has waited for a supervisor to look at it.</summary>
    public DateTimeOffset? WithdrawalWaitsSince { get; private set; }

    /// <summary>Everybody who was sent, in the order of sending.</summary>
    public IReadOnlyCollection<IncidentDispatch> Dispatches => _dispatches;

    /// <summary>Every request for another grade, decided or not.</summary>
    public IReadOnlyCollection<RegradeRequest> Regrades => _regrades;

    /// <summary>Every time a complaint was withdrawn.</summary>
    public IReadOnlyCollection<ComplaintWithdrawal> Withdrawals => _withdrawals;

    /// <summary>Sends somebody. The same one is not sent twice at a time.</summary>
    public Result<IncidentDispatch> Send(Actor by, string? who, string? note, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(who))
        {
            return new Refusal("incident.nobody-sent", "Say who is sent: a call sign, a unit or a name.");
        }

        if (!IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        if (_dispatches.Find(d => d.IsOnTheWay && string.Equals(d.Who, who.Trim(), StringComparison.OrdinalIgnoreCase)) is { } already)
        {
            return new Refusal("incident.already-sent", $"{already.Who} is already on the way.");
        }

        var sent = new IncidentDispatch(Id, who.Trim(), string.IsNullOrWhiteSpace(note) ? null : note.Trim(), by.StaffId, now);
        _dispatches.Add(sent);
        ChangedAt = now;
        return sent;
    }

    /// <summary>One of those sent has arrived. The first to arrive attends the call (R4.1).</summary>
    public Result<IncidentDispatch> Arrive(Actor by, long dispatch, DateTimeOffset now)
    {
        var found = OnTheWay(dispatch);
        if (found.Refusal is null)
        {
            found.Match(d => d, _ => null!).Arrive(by.StaffId, now);
            (AttendedAt, ChangedAt) = (AttendedAt ?? now, now);
        }

        return found;
    }

    /// <summary>One of those sent is called off before they arrive.</summary>
    public Result<IncidentDispatch> StandDown(Actor by, long dispatch, DateTimeOffset now)
    {
        var found = OnTheWay(dispatch);
        if (found.Refusal is null)
        {
            found.Match(d => d, _ => null!).StandDown(by.StaffId, now);
            ChangedAt = now;
        }

        return found;
    }

    /// <summary>Whoever may see the incident asks for another grade; a supervisor decides by a review (R4.1).</summary>
    public Result<RegradeRequest> AskRegrade(Actor by, ResponseGrade wanted, string? reason, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed: its grade can no longer be changed.");
        }

        if (wanted == Grade)
        {
            return new Refusal("incident.same-grade", "The call has that grade already.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("incident.regrade-reason", "Say why the grade should be another one.");
        }

        if (_regrades.Exists(r => r.DecidedAt is null && r.Wanted == wanted))
        {
            return new Refusal("incident.already-asked", "Somebody has asked for that grade already, and a supervisor has yet to decide.");
        }

        var request = new RegradeRequest(Id, by.StaffId, Grade, wanted, reason.Trim(), now);
        _regrades.Add(request);
        (RegradeAskedAt, ChangedAt) = (RegradeAskedAt ?? now, now);
        return request;
    }

    /// <summary>
    /// The victim withdrew the complaint. It is written down and a supervisor looks at it; incident, case, clocks and the duty to assess stay as they
    /// are. It may come after the incident was closed.
    /// </summary>
    public Result<ComplaintWithdrawal> WithdrawComplaint(Actor by, string? words, YesNoUnknown underPressure, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return new Refusal("incident.withdrawal-words", "Write down what was said, and to whom.");
        }

        var withdrawal = new ComplaintWithdrawal(Id, by.StaffId, words.Trim(), underPressure, now);
        _withdrawals.Add(withdrawal);
        (WithdrawalWaitsSince, ChangedAt) = (WithdrawalWaitsSince ?? now, now);
        return withdrawal;
    }

    /// <summary>A supervisor has looked at every withdrawn complaint that waits, and says what is done for the victim's safety.</summary>
    public Result<ComplaintWithdrawal> ReviewWithdrawals(Actor by, string? decision, DateTimeOffset now)
    {
        if (!by.Has(Role.ControlRoomSupervisor))
        {
            return new Refusal("incident.not-supervisor", "Only a control-room supervisor can decide on a withdrawn complaint.");
        }

        var waiting = _withdrawals.FindAll(w => w.ReviewedAt is null);
        if (waiting.Count == 0)
        {
            return new Refusal("incident.no-withdrawal", "No withdrawn complaint waits: somebody has already decided.");
        }

        if (waiting.Exists(w => w.By == by.StaffId))
        {
            return new Refusal("incident.own-withdrawal", "Somebody other than the person who wrote it down must decide on a withdrawn complaint.");
        }

        if (string.IsNullOrWhiteSpace(decision))
        {
            return new Refusal("incident.withdrawal-decision", "Say what is done for the victim's safety.");
        }

        waiting.ForEach(w => w.Review(by.StaffId, decision.Trim(), now));
        (WithdrawalWaitsSince, ChangedAt) = (null, now);
        return waiting[^1];
    }

    private Result<IncidentDispatch> OnTheWay(long dispatch) =>
        !IsOpen ? new Refusal("incident.closed", "This incident is closed.")
        : _dispatches.Find(d => d.Number == dispatch) is not { } found ? new Refusal("incident.no-dispatch", "Nobody of that kind was sent.")
        : found.ArrivedAt is not null ? new Refusal("incident.arrived", $"{found.Who} has already arrived.")
        : found.StoodDownAt is not null ? new Refusal("incident.stood-down", $"{found.Who} has been called off.")
        : found;
}
