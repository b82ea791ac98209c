using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Letters;

/// <summary>What somebody has chosen and typed for a letter.</summary>
/// <param name="Way">The victim's: the entry of the safe-contact card. Nothing is chosen beforehand.</param>
/// <param name="Name">A professional's name, as addressed.</param>
/// <param name="Address">The organisation's postal address; without one it is handed over or sent by the agency's own secure mail.</param>
/// <param name="Incident">Which one it is about, where the letter says something of one. None is chosen beforehand.</param>
public sealed record LetterDraft(string? Code, string? Language, long? Way, string? Name, string? Organisation, string? Address, string? Words, Id<Incident>? Incident = null);

/// <summary>Puts a letter together (R3.7): which ways to the victim are safe, what it would say to whom, and whether it may leave.</summary>
public sealed class LetterDesk(CaseDbContext db, CaseFiles cases, PersonFiles people, CaseFrames frames, PolicyBook policies, TimeProvider clock)
{
    private const int _mostIncidents = 200;

    /// <summary>A way in which the victim can safely be written to, told from others without what stands on it.</summary>
    public sealed record SafeWay(long Number, ContactChannel Channel, string Reason, DateTimeOffset CheckedAt);

    /// <summary>An incident of the case that the author may read.</summary>
    public sealed record CaseIncident(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt);

    /// <param name="HasAnyWay">The card knows a way to write, safe or not.</param>
    /// <param name="Incidents">Newest first.</param>
    public sealed record View(CaseFrame Frame, IReadOnlyList<LetterTemplate> Templates, IReadOnlyList<SafeWay> Ways, bool HasAnyWay, IReadOnlyList<CaseIncident> Incidents)
    {
        public LetterTemplate? Find(string? code, string? language) => Templates.FirstOrDefault(t => t.Code == code && t.Language == language);
    }

    /// <summary>A letter as it would be, and what stops it.</summary>
    /// <param name="To">To whom it goes and how, without the victim's address.</param>
    public sealed record Proof(LetterTemplate Template, string BookVersion, LetterSheet Sheet, OutgoingDecision Decision, (ContactChannel Channel, long? Way, string Block) Block, string To, IReadOnlyList<LinkedPerson> People);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, "Write a letter", ct);
        var victim = await people.OpenAsync(actor, opened.VictimId, AccessLevel.Read, "Write a letter: safe ways", ct);
        var now = clock.GetUtcNow();
        var book = (await policies.AtAsync(PolicyKinds.Letters, actor.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        var card = await db.CardOfAsync(victim, now, ct);
        return new View(await frames.ReadAsync(actor, opened, ct), book.All, WaysOf(card), card.Entries.Any(e => IsWritten(e.Channel)), await IncidentsAsync(actor, opened.Id, ct));
    }

    /// <summary>The letter as it would be made now. A refusal says which choice it is about.</summary>
    public async Task<Result<Proof>> ProveAsync(Actor actor, Id<Case> id, LetterDraft draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var now = clock.GetUtcNow();
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, "Look through a letter before it is made", ct);
        var victim = await people.OpenAsync(actor, opened.VictimId, AccessLevel.Read, "Look through a letter before it is made", ct);
        var book = (await policies.AtAsync(PolicyKinds.Letters, actor.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        if (book.Find(draft.Code, draft.Language) is not { } template)
        {
            return new Refusal("letter.template", "Choose the letter");
        }

        var linked = await db.LinkedPeopleAsync(opened, now, ct);
        var place = template.Reader is OutgoingReader.Victim ? await VictimPlaceAsync(victim, draft, now, ct) : OtherPlace(draft);
        if (place.Refusal is { } nowhere)
        {
            return nowhere;
        }

        var (channel, to, block, says) = place.Match(p => p, _ => throw new InvalidOperationException());
        if (OutgoingRecipient.Check(to, template.Reader, linked) is { } stop)
        {
            return stop;
        }

        if (template.Reader is not OutgoingReader.Victim && !OutgoingText.Check($"{draft.Name}\n{draft.Organisation}", template.Reader, linked).IsAllowed)
        {
            return new Refusal("letter.name", "The name or organisation may tell a protected place, number or word. Write it in another way.");
        }

        var incidents = template.AsksIncident ? await IncidentsAsync(actor, opened.Id, ct) : [];
        var incident = incidents.FirstOrDefault(i => i.Id == draft.Incident);
        if (incident is null && incidents.Count > 0)
        {
            return new Refusal("letter.incident", "Choose the incident");
        }

        var filled = LetterSheet.Of(template, await ValuesAsync(actor, opened, victim, template, draft, incident, now, ct));
        if (filled.Refusal is { } missing)
        {
            return missing;
        }

        var sheet = filled.Match(s => s, _ => throw new InvalidOperationException());
        return sheet.Text.Length > Letter.TextMaxLength
            ? new Refusal("letter.words", "The letter is too long")
            : new Proof(template, book.VersionOf(template), sheet, OutgoingText.Check(sheet.Text, template.Reader, linked), (channel, template.Reader is OutgoingReader.Victim ? draft.Way : null, block), says, linked);
    }

    private static IReadOnlyList<SafeWay> WaysOf(ContactCard card) =>
        [.. card.Entries.Where(e => IsWritten(e.Channel) && e.IsOpen).Select(e => new SafeWay(e.Number, e.Channel, e.Now.Reason, e.CheckedAt))];

    private static bool IsWritten(ContactChannel channel) => channel is ContactChannel.Letter or ContactChannel.Email or ContactChannel.InPerson;

    /// <summary>By a way of the card that the gate says is safe now. None is taken by itself.</summary>
    private async Task<Result<(ContactChannel, OutgoingPlace, string Block, string Says)>> VictimPlaceAsync(Person victim, LetterDraft draft, DateTimeOffset now, CancellationToken ct)
    {
        var ways = WaysOf(await db.CardOfAsync(victim, now, ct));
        if (ways.Count == 0)
        {
            return new Refusal("letter.no-way", "No way of writing to them is known to be safe. Ask them by a safe way of contact first, and record what they say on the safe-contact card.");
        }

        if (ways.FirstOrDefault(w => w.Number == draft.Way) is not { } way)
        {
            return new Refusal("letter.way", "Choose how it reaches them");
        }

        var (name, value) = (victim.DisplayName, victim.SafeContacts.Single(c => c.Number == way.Number).Value);
        return way.Channel switch
        {
            ContactChannel.Letter => (way.Channel, OutgoingPlace.Typed(value), $"{name}\n{value}", $"{name}, by post to the safe address on their card"),
            ContactChannel.Email => (way.Channel, new OutgoingPlace(null, value), $"{name}\n{value}", $"{name}, by e-mail to the safe mailbox on their card"),
            _ => (way.Channel, OutgoingPlace.Nowhere, name, $"{name}, handed over where it is safe to meet"),
        };
    }

    private static Result<(ContactChannel, OutgoingPlace, string Block, string Says)> OtherPlace(LetterDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Name))
        {
            return new Refusal("letter.name", "Enter to whom it is written");
        }

        if (string.IsNullOrWhiteSpace(draft.Organisation))
        {
            return new Refusal("letter.organisation", "Enter their organisation");
        }

        string[] head = [draft.Name.Trim(), draft.Organisation.Trim()];
        var says = string.Join(", ", head);
        return string.IsNullOrWhiteSpace(draft.Address)
            ? (ContactChannel.InPerson, OutgoingPlace.Nowhere, string.Join('\n', head), $"{says}, handed over or by your own secure mail")
            : (ContactChannel.Letter, OutgoingPlace.Typed(draft.Address), string.Join('\n', head.Append(draft.Address.Trim())), $"{says}, by post");
    }

    private async Task<IReadOnlyList<CaseIncident>> IncidentsAsync(Actor actor, Id<Case> id, CancellationToken ct) =>
        await db.Incidents.VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.CaseId == id)).OrderByDescending(i => i.ReportedAt).Take(_mostIncidents).Select(i => new CaseIncident(i.Id, i.Reference, i.ReportedAt)).ToListAsync(ct);

    private async Task<IReadOnlyDictionary<LetterField, string?>> ValuesAsync(
        Actor actor, Case opened, Person victim, LetterTemplate template, LetterDraft draft, CaseIncident? incident, DateTimeOffset now, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var own = await db.Agencies.Where(a => a.Id == agency).Select(a => new { a.Name, a.ContactLine }).SingleAsync(ct);
        var staff = await db.StaffAsync([actor.StaffId], ct);
        var author = staff[actor.StaffId];
        return new Dictionary<LetterField, string?>
        {
            [LetterField.Today] = Day(UkTime.DateOf(now)),
            [LetterField.Victim] = victim.DisplayName,
            [LetterField.Recipient] = template.Reader is OutgoingReader.Victim ? victim.DisplayName : draft.Name,
            [LetterField.Case] = opened.Reference,
            [LetterField.Incident] = incident?.Reference,
            [LetterField.Reported] = incident is null ? null : Day(UkTime.DateOf(incident.ReportedAt)),
            [LetterField.Author] = $"{author.Name}, {author.JobTitle}",
            [LetterField.Agency] = own.Name,
            [LetterField.Contact] = own.ContactLine,
            [LetterField.Words] = draft.Words,
        };

        string Day(DateOnly on) => PaperWords.Find(template.Language) is { } words ? $"{words.Day(on)} {on.Year}" : UkTime.Describe(on);
    }
}

/// <summary>Fixes a letter: from now on its words stand, and its hash says so.</summary>
public sealed class MakeLetter(CaseDbContext db, CaseFiles cases, LetterDesk desk, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, LetterDraft Draft);

    /// <returns>The number of the letter in its case.</returns>
    public Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Make a letter", ct);
            if (!@case.IsOpen)
            {
                return (Result<int>)CaseClosing.IsClosed;
            }

            var proven = await desk.ProveAsync(actor, command.CaseId, command.Draft, ct);
            if (proven.Refusal is { } refusal)
            {
                return refusal;
            }

            var proof = proven.Match(p => p, _ => throw new InvalidOperationException());
            if (!proof.Decision.IsAllowed)
            {
                return new Refusal("letter.found", "The letter tells something that must not leave. See below what kind, and in which line.");
            }

            var id = @case.Id;
            var number = 1 + await db.Letters.CountAsync(l => l.CaseId == id, ct);
            var letter = Letter.Make(id, number, (proof.Template, proof.BookVersion), proof.Block, proof.Sheet.Text, Letter.PlacesOf(proof.People), actor, now);
            db.Letters.Add(letter);
            await db.CommitAsync(actor, now, ct, new LetterMade(number, letter.TemplateCode, letter.Reader, letter.Channel) { CaseId = id });
            return number;
        },
        ct);
}
