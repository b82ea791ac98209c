using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// A person answers what a report left open. A corrected word is read as if the other system had sent it; a person named is put into the incident
/// by the rules of naming people. Every answer is recorded.
/// </summary>
public sealed class AnswerQuestion(CaseDbContext db, ReportDesk desk, TermsOfAgency terms, TimeProvider clock)
{
    public const int ReasonMaxLength = IncomingReport.ReasonMaxLength;

    /// <param name="Value">The right word, for a correction.</param>
    /// <param name="Remember">The word means this from now on.</param>
    /// <param name="PersonId">Who it is, for the same person.</param>
    /// <param name="Reason">Why it stays as it came, for a discard.</param>
    public sealed record Command(Id<IncomingReport> ReportId, long Question, QuestionAnswer Answer, string? Value, bool Remember, Id<Person>? PersonId, string? Reason);

    public async Task<Result<IncomingReport>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, agency, id) = (clock.GetUtcNow(), actor.AgencyId, command.ReportId);
        var report = await db.IncomingReports.AsNoTracking().VisibleTo(actor, db).Include(r => r.Questions).Include(r => r.People).AsSplitQuery().SingleOrDefaultAsync(r => r.Id == id, ct)
            ?? throw new RecordNotFoundException();

        if (report.Questions.FirstOrDefault(q => q.Number == command.Question) is not { } question)
        {
            throw new RecordNotFoundException();
        }

        if (!question.IsOpen)
        {
            return new Refusal("incoming.answered", "Somebody answered this question before you. The page shows it as it is now.");
        }

        var known = await terms.ReadAsync(agency, report.IsLive, ct);
        var reading = ReportReader.Read(report.Corrected(), known, report.ReceivedAt);
        var happened = (question.Kind, command.Answer) switch
        {
            (QuestionKind.Word, QuestionAnswer.Corrected) => await CorrectAsync(actor, report, question, known, reading, command, now, ct),
            (QuestionKind.Word, QuestionAnswer.Discarded) => await LeaveAsync(actor, report, question, reading, command, now, ct),
            (QuestionKind.Person, QuestionAnswer.SamePerson or QuestionAnswer.NewPerson) => await NameAsync(actor, report, question, reading, command, now, ct),
            (QuestionKind.Person, QuestionAnswer.Discarded) => await LeaveOutAsync(actor, report, question, reading, command, now, ct),
            (QuestionKind.Conflict, QuestionAnswer.Corrected or QuestionAnswer.Discarded) => await DecideAsync(actor, report, question, reading, command, now, ct),
            _ => new Refusal("incoming.no-such-answer", "This is no answer to that question."),
        };
        if (happened.Refusal is { } refusal)
        {
            await db.ForgetChangesAsync(ct);
            return refusal;
        }

        var events = happened.Match(h => h, _ => []);
        var late = new Refusal("incoming.changed", "Somebody else, or the other system, changed this at the same moment. Look at it again.");
        return await db.TryCommitAsync(actor, now, late, ct, [new QuestionAnswered(report.Id, question.Kind, question.Path, command.Answer) { IncidentId = report.IncidentId }, .. events]) is { } lost ? lost : report;
    }

    private async Task<Result<IReadOnlyList<Happened>>> CorrectAsync(
        Actor actor, IncomingReport report, IncomingQuestion question, ReportTerms known, ReportReading before, Command command, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(command.Value))
        {
            return new Refusal("incoming.no-word", "Enter what is right.");
        }

        if (report.IncidentId is not null && question.Path == SentReport.PathOf(SentField.ReportedAt))
        {
            return new Refusal("incoming.by-hand", "The incident runs from the moment it was received. Correct the time of the report on the incident itself, with its reason; then leave this as it came.");
        }

        var value = command.Value.Trim();
        var corrected = report.Corrected();
        if (question.Path == SentReport.PathOf(SentField.ReportedAt) && corrected[SentField.ReportedTime] is not null)
        {
            corrected = corrected.With(SentReport.PathOf(SentField.ReportedTime), "");
        }

        var after = ReportReader.Read(corrected.With(question.Path, value), known, now);
        if (after.Questions.FirstOrDefault(q => q.Path == question.Path) is { } still)
        {
            return new Refusal("incoming.unreadable", $"This cannot be read either. {still.Why}");
        }

        var prepared = Prepared(report, await desk.PrepareAsync(actor, report, before, after, ct));
        report.Correct(new(question.Path, question.AsSent, value), now);
        report.Answer(actor, question.Number, QuestionAnswer.Corrected, value, null, now);
        List<Happened> happened = [.. await desk.UpdateAsync(actor, report, before, after, prepared, SentReport.FieldAt(question.Path) is { } field && ReportedFacts.Has(field) ? field : null, now, ct)];
        if (command.Remember && ReportTerms.LearnedAs(question.Path) is { } learned && SentWords.Fold(question.AsSent) is { Length: > 0 and <= ReportTerms.LearnedMaxLength } word)
        {
            await LearnAsync(actor, learned, word, value, now, ct);
            happened.Add(new WordLearned(learned));
        }

        return happened;
    }

    private async Task LearnAsync(Actor actor, string field, string word, string meaning, DateTimeOffset now, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        if (await db.LearnedWords.SingleOrDefaultAsync(w => w.AgencyId == agency && w.Field == field && w.Word == word, ct) is { } said)
        {
            (said.Meaning, said.By, said.At) = (meaning, actor.StaffId, now);
        }
        else
        {
            db.LearnedWords.Add(new LearnedWord { AgencyId = agency, Field = field, Word = word, Meaning = meaning, By = actor.StaffId, At = now });
        }
    }

    /// <summary>The word stays as it came. A row that does not say when becomes no incident; a name that looked like two people's is taken for one.</summary>
    private async Task<Result<IReadOnlyList<Happened>>> LeaveAsync(
        Actor actor, IncomingReport report, IncomingQuestion question, ReportReading reading, Command command, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("incoming.no-reason", "Say why it stays as it came.");
        }

        var isName = SentReport.PersonFieldAt(question.Path) is (_, SentPersonField.Name) && report.IncidentId is not null;
        var prepared = Prepared(report, isName ? await desk.PrepareAsync(actor, report, null, Only(reading, question.Path), ct) : await desk.OpenAsync(actor, report, [], ct));
        report.Answer(actor, question.Number, QuestionAnswer.Discarded, null, command.Reason.Trim(), now);
        if (report.State is IncomingState.Held && question.Path == SentReport.PathOf(SentField.ReportedAt))
        {
            report.Discard(now);
            return new List<Happened> { new ReportDiscarded(report.Id) };
        }

        return isName ? new List<Happened>(await desk.UpdateAsync(actor, report, reading, reading, prepared, null, now, ct)) : new List<Happened>();
    }

    private async Task<Result<IReadOnlyList<Happened>>> NameAsync(
        Actor actor, IncomingReport report, IncomingQuestion question, ReportReading reading, Command command, DateTimeOffset now, CancellationToken ct)
    {
        if (reading.People.FirstOrDefault(p => SentReport.PathOf(p.Index) == question.Path) is not { } who)
        {
            return new Refusal("incoming.gone", "The other system no longer names this person.");
        }

        if (command.Answer is QuestionAnswer.SamePerson && command.PersonId is null)
        {
            return new Refusal("incoming.nobody", "Choose who it is.");
        }

        var decision = command.Answer is QuestionAnswer.SamePerson
            ? new PersonDecisions.Decision(IncomingPersonOutcome.Chosen, command.PersonId, null)
            : PersonDecisions.New;
        var prepared = Prepared(report, await desk.OpenAsync(actor, report, [(who, decision)], ct));
        if (decision.PersonId is { } chosen && !prepared.Known.ContainsKey(chosen))
        {
            throw new RecordNotFoundException();
        }

        report.Answer(actor, question.Number, command.Answer, null, null, now);
        return new List<Happened>(await desk.UpdateAsync(actor, report, reading, reading, prepared, null, now, ct));
    }

    private async Task<Result<IReadOnlyList<Happened>>> LeaveOutAsync(
        Actor actor, IncomingReport report, IncomingQuestion question, ReportReading reading, Command command, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("incoming.no-reason", "Say why this person is left out.");
        }

        Prepared(report, await desk.OpenAsync(actor, report, [], ct));

        if (reading.People.FirstOrDefault(p => SentReport.PathOf(p.Index) == question.Path) is { } who)
        {
            report.Place(who.Index, who.Role, now).Decide(IncomingPersonOutcome.LeftOut, who.Role, null, null, now);
        }

        report.Answer(actor, question.Number, QuestionAnswer.Discarded, null, command.Reason.Trim(), now);
        return new List<Happened>();
    }

    /// <summary>What was sent is taken, or what stands here stays.</summary>
    private async Task<Result<IReadOnlyList<Happened>>> DecideAsync(
        Actor actor, IncomingReport report, IncomingQuestion question, ReportReading reading, Command command, DateTimeOffset now, CancellationToken ct)
    {
        var field = SentReport.FieldAt(question.Path);
        if (command.Answer is QuestionAnswer.Corrected && (field is null || !ReportedFacts.Has(field.Value)))
        {
            return new Refusal("incoming.by-hand", "This has to be changed on the incident itself. Then answer here that it stays as it is.");
        }

        var prepared = Prepared(report, await desk.OpenAsync(actor, report, [], ct));
        report.Answer(actor, question.Number, command.Answer, null, command.Reason?.Trim(), now);
        if (command.Answer is QuestionAnswer.Discarded)
        {
            return new List<Happened>();
        }

        var happened = await desk.UpdateAsync(actor, report, reading, reading, prepared, field, now, ct);
        return happened.OfType<ReportUpdated>().Any(u => u.Taken.Contains(field!.Value))
            ? new List<Happened>(happened)
            : new Refusal("incoming.guarded", "This can no longer be changed: the incident is closed, or the call was silent and only a control-room supervisor can take that back on the incident.");
    }

    /// <summary>Everything has been opened and its looks written: from here on the report itself is changed.</summary>
    private ReportDesk.Prepared Prepared(IncomingReport report, ReportDesk.Prepared prepared)
    {
        db.IncomingReports.Attach(report);
        return prepared;
    }

    private static ReportReading Only(ReportReading reading, string path) =>
        reading with { People = [.. reading.People.Where(p => SentReport.PersonFieldAt(path)?.Person == p.Index)], Questions = [.. reading.Questions.Where(q => q.Path != path)] };
}
