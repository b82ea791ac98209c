using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

public sealed record InstrumentLoaded(string Instrument, string InstrumentVersion, DateOnly EffectiveFrom, string Hash) : Happened;

/// <summary>
/// Takes in an instrument definition, such as the licensed wording of a form (R1.2). It is used for assessments begun from its first day
/// on; those already begun keep theirs. The same file again changes nothing.
/// </summary>
public sealed class LoadInstrument(CaseDbContext db, InstrumentBook instruments, TimeProvider clock)
{
    // Any number does, as long as everybody who loads asks for the same one.
    private const long _lock = 0x696e73;

    /// <param name="IsNew">False when the very same definition is held already.</param>
    public sealed record Loaded(Instrument Instrument, bool IsNew);

    /// <param name="checkOnly">Says what would happen and changes nothing.</param>
    public async Task<Result<Loaded>> HandleAsync(Actor actor, string json, bool checkOnly, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({_lock})", ct);
        var parsed = InstrumentFile.Parse(json);
        if (parsed.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var instrument = parsed.Match(i => i, _ => throw new InvalidOperationException());
        var now = clock.GetUtcNow();
        var row = LoadedInstrument.From(instrument, json, now);
        if (await db.LoadedInstruments.AnyAsync(i => i.Hash == row.Hash, ct))
        {
            return new Loaded(instrument, IsNew: false);
        }

        var library = await instruments.ReadAsync(ct);
        if (library.Add(instrument).Refusal is { } refused)
        {
            return refused;
        }

        var (code, from) = (instrument.Code, UkTime.StartOfDay(instrument.EffectiveFrom));
        if (await db.Assessments.AnyAsync(a => a.StartedAt >= from && (a.InstrumentCode == code || a.Answers.Any(x => x.Instrument == code)), ct))
        {
            return new Refusal(
                "instrument.in-use",
                $"Assessments begun since {UkTime.Describe(instrument.EffectiveFrom)} use another version of {code}, and no assessment is rewritten. Let this one take effect from tomorrow or later.");
        }

        if (!checkOnly)
        {
            db.LoadedInstruments.Add(row);
            await db.CommitAsync(actor, now, ct, new InstrumentLoaded(instrument.Code, instrument.Version, instrument.EffectiveFrom, row.Hash));
            await transaction.CommitAsync(ct);
            instruments.Forget();
        }

        return new Loaded(instrument, IsNew: true);
    }
}
