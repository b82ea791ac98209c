using System.Globalization;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>
/// Says what a report means. Nothing in it stops it: what cannot be read is left out of the reading and becomes a question for a person, with
/// the words it came in. Nothing is guessed.
/// </summary>
public sealed class ReportReader
{
    /// <summary>Clocks of two systems differ a little.</summary>
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(5);

    private const int _longestAgoYears = 120;
    private const int _longestAgoLiveDays = 366;
    private const int _postcodeMaxLength = 20;
    private const int _birthMaxLength = 60;

    private readonly List<ReportQuestion> _questions = [];
    private readonly List<ReportNote> _notes = [];
    private readonly SentReport _sent;
    private readonly ReportTerms _terms;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;

    private ReportReader(SentReport sent, ReportTerms terms, DateTimeOffset now) =>
        (_sent, _terms, _now, _today) = (sent, terms, now, UkTime.DateOf(now));

    /// <param name="now">When it was received.</param>
    public static ReportReading Read(SentReport sent, ReportTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(terms);
        return new ReportReader(sent, terms, now).Read();
    }

    private ReportReading Read()
    {
        var silent = Word(SentField.Silence, w => SentWords.SilenceOf(w)) ?? Silence.NotRecorded;
        var solution = Word(SentField.SilentSolution, w => SentWords.YesNoOf(w)) is YesNoUnknown.Yes;
        var reported = Instant(SentField.ReportedAt, JoinedTime(), isPast: true);
        var call = new Call
        {
            Source = Word(SentField.Source, w => SentWords.SourceOf(w)),
            Silence = solution && silent is (Silence.None or Silence.NotRecorded) ? Silence.Silent : silent,
            SilentSolution = solution,
            CallerName = CallerName(),
            CallerPhone = CallerPhone(),
            Location = Text(SentField.Location, PostalAddress.LinesMaxLength, oneLine: true),
            Postcode = PostcodeOf(SentReport.PathOf(SentField.Postcode), _sent[SentField.Postcode]),
            FirstWords = Text(SentField.FirstWords, Incident.WordsMaxLength),
            WhatHappened = Text(SentField.WhatHappened, Incident.WordsMaxLength),
            Fear = Word(SentField.Fear, w => SentWords.FearOf(w)) ?? Fear.NotAsked,
            Injuries = Text(SentField.Injuries, Call.DetailMaxLength),
            Weapons = Text(SentField.Weapons, Call.DetailMaxLength),
            ChildrenPresent = Word(SentField.ChildrenPresent, w => SentWords.YesNoOf(w)) ?? YesNoUnknown.Unknown,
            IsCrime = Word(SentField.IsCrime, w => SentWords.YesNoOf(w)) ?? YesNoUnknown.Unknown,
            HappenedOn = Happened(),
        };
        return new ReportReading(
            call.Read(), Word(SentField.Grade, w => SentWords.GradeOf(w, _terms.Scheme)), Unit(), reported,
            _terms.IsLive ? null : Instant(SentField.ClosedAt, _sent[SentField.ClosedAt], isPast: true), Text(SentField.ClosedReason, Call.DetailMaxLength),
            [.. _sent.People.Select(Person).Where(p => p is not null).Select(p => p!)], _questions, _notes);
    }

    /// <summary>A word of a table; a person's own explanation of it goes before the table.</summary>
    private T? Word<T>(SentField field, Func<string, T?> meaning)
        where T : struct
    {
        var path = SentReport.PathOf(field);
        return Word(path, path, _sent[field], meaning);
    }

    private T? Word<T>(string path, string learnedAs, string? sent, Func<string, T?> meaning)
        where T : struct
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return null;
        }

        var word = _terms.Learned.GetValueOrDefault((learnedAs, SentWords.Fold(sent))) ?? sent;
        if (meaning(word) is { } found)
        {
            return found;
        }

        if (!SentWords.SayNothing(sent))
        {
            Ask(path, sent, "This word is not known here.");
        }

        return null;
    }

    private Id<PolicingUnit>? Unit()
    {
        return Word(SentField.Unit, word =>
        {
            var folded = SentWords.Fold(word);
            var found = _terms.Units.Where(u => SentWords.Fold(u.Name) == folded || u.Id.ToString() == word.Trim()).Take(2).ToList();
            return found is [var only] ? only.Id : (Id<PolicingUnit>?)null;
        });
    }

    private string? JoinedTime() => _sent[SentField.ReportedTime] is { } time && _sent[SentField.ReportedAt] is { } date
        ? decimal.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1 && date.All(char.IsAsciiDigit)
            ? date + share.ToString(CultureInfo.InvariantCulture)[1..]
            : $"{date} {TimeOnlyText(time)}"
        : _sent[SentField.ReportedAt];

    /// <summary>A spreadsheet writes a time alone as a share of the day, or with a day of its own before it.</summary>
    private static string TimeOnlyText(string time) =>
        decimal.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and < 1 && time.Contains('.', StringComparison.Ordinal)
            ? TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Min(1439, Math.Round((double)share * 1440)))).ToString("HH:mm", CultureInfo.InvariantCulture)
            : time.Trim();

    private DateTimeOffset? Instant(SentField field, string? sent, bool isPast)
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return null;
        }

        var path = SentReport.PathOf(field);
        if (SentTime.Read(sent, _today).Instant() is not var (at, notes))
        {
            Ask(path, sent, "This is no date and time that can be read.");
            return null;
        }

        var earliest = _terms.IsLive ? _now.AddDays(-_longestAgoLiveDays) : _now.AddYears(-_longestAgoYears);
        if (isPast && at > _now + _ahead)
        {
            Ask(path, sent, "This time has not come yet.");
            return null;
        }

        if (at < earliest)
        {
            Ask(path, sent, _terms.IsLive ? "This lies more than a year back." : "This lies too far back to be so.");
            return null;
        }

        _notes.AddRange(notes.Select(n => new ReportNote(path, n)));
        return at;
    }

    private DateOnly? Happened()
    {
        if (_sent[SentField.HappenedOn] is not { } sent || SentWords.SayNothing(sent))
        {
            return null;
        }

        var path = SentReport.PathOf(SentField.HappenedOn);
        var read = SentTime.Read(sent, _today);
        var on = read.Exact is { } exact ? UkTime.DateOf(exact) : read.Date;
        if (on is not { } date || !ReportTimes.IsPossible(date, _now))
        {
            Ask(path, sent, on is null ? "This is no date that can be read." : "Nothing reported now can have happened on this day.");
            return null;
        }

        _notes.AddRange(read.Notes.Select(n => new ReportNote(path, n)));
        return date;
    }

    private ReadPerson? Person(SentPerson sent, int index)
    {
        if (sent.IsBlank)
        {
            return null;
        }

        var name = SentName.Read(sent[SentPersonField.Title], sent[SentPersonField.GivenName], sent[SentPersonField.FamilyName], sent[SentPersonField.Name]);
        var namePath = SentReport.PathOf(index, SentPersonField.Name);
        _notes.AddRange(name.Notes.Select(n => new ReportNote(namePath, n)));
        if (name.Question is { } why)
        {
            Ask(namePath, sent[SentPersonField.Name] ?? name.Full ?? "", why);
        }

        var phonePath = SentReport.PathOf(index, SentPersonField.Phone);
        var person = new ReadPerson(
            index, PartyRole.Other, name.Full, name.Given, name.Family, Birth(sent, index), Phone(phonePath, sent[SentPersonField.Phone]),
            Cut(SentReport.PathOf(index, SentPersonField.Address), sent[SentPersonField.Address], PostalAddress.LinesMaxLength, oneLine: true),
            PostcodeOf(SentReport.PathOf(index, SentPersonField.Postcode), sent[SentPersonField.Postcode]));
        return person.IsBlank && !_questions.Exists(q => SentReport.PersonFieldAt(q.Path)?.Person == index) ? null : person with { Role = Role(sent, index) };
    }

    private PartyRole Role(SentPerson sent, int index)
    {
        var path = SentReport.PathOf(index, SentPersonField.Role);
        var role = Word(path, "people.role", sent[SentPersonField.Role], w => SentWords.RoleOf(w));
        if (role is null && SentWords.SayNothing(sent[SentPersonField.Role]))
        {
            Ask(path, sent[SentPersonField.Role] ?? "", "Nobody has said what part this person played.");
        }

        return role ?? PartyRole.Other;
    }

    private string? Birth(SentPerson sent, int index)
    {
        var field = SentWords.SayNothing(sent[SentPersonField.Born]) ? SentPersonField.Age : SentPersonField.Born;
        if (sent[field] is not { } written || SentWords.SayNothing(written))
        {
            return null;
        }

        var path = SentReport.PathOf(index, field);
        var read = SentTime.Read(written, _today);
        var text = read.Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : written.Trim();
        var birth = BirthReading.Of(text, _today);
        if ((read.Date > _today ? "This date of birth lies in the future" : birth.Problem) is { } problem)
        {
            Ask(path, written, $"{problem}.");
            return null;
        }

        _notes.AddRange(read.Notes.Select(n => new ReportNote(path, n)));
        return text.Length > _birthMaxLength ? text[.._birthMaxLength] : text;
    }

    private string? CallerName()
    {
        if (_sent[SentField.CallerName] is not { } sent)
        {
            return null;
        }

        var name = SentName.Read(null, null, null, sent);
        var path = SentReport.PathOf(SentField.CallerName);
        _notes.AddRange(name.Notes.Select(n => new ReportNote(path, n)));
        return name.Full;
    }

    /// <summary>A caller's number is kept as it came even when it cannot be read: somebody may have to ring it.</summary>
    private string? CallerPhone()
    {
        var path = SentReport.PathOf(SentField.CallerPhone);
        var sent = _sent[SentField.CallerPhone];
        return Phone(path, sent) ?? (_questions.Exists(q => q.Path == path) && sent!.Trim() is var kept ? kept[..Math.Min(kept.Length, PersonPhone.MaxLength)] : null);
    }

    private string? Phone(string path, string? sent)
    {
        var phone = SentPhone.Read(sent);
        if (phone.Question is { } why)
        {
            Ask(path, sent!, why);
        }

        if (phone.Note is { } note)
        {
            _notes.Add(new(path, note));
        }

        return phone.Number;
    }

    private string? PostcodeOf(string path, string? sent)
    {
        if (SentWords.SayNothing(sent))
        {
            return null;
        }

        if (Postcode.Normalise(sent) is { } postcode)
        {
            return postcode;
        }

        _notes.Add(new(path, "This is no UK postcode; it is kept as it came."));
        return Cut(path, sent, _postcodeMaxLength, oneLine: true);
    }

    private string? Text(SentField field, int most, bool oneLine = false) => Cut(SentReport.PathOf(field), _sent[field], most, oneLine);

    private string? Cut(string path, string? sent, int most, bool oneLine = false)
    {
        var text = oneLine ? string.Join(", ", (sent ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd(','))) : (sent ?? "").Trim();
        if (text.Length == 0 || (most <= Call.DetailMaxLength && SentWords.SayNothing(text)))
        {
            return null;
        }

        if (text.Length <= most)
        {
            return text;
        }

        Ask(path, text[..most], $"This is longer than {most.ToString("N0", CultureInfo.InvariantCulture)} characters; the rest stands in what came in.");
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    private void Ask(string path, string sent, string why) => _questions.Add(new(QuestionKind.Word, path, sent.Trim(), why));
}
