using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Perpetrators;

/// <summary>
/// Where somebody stands in a force's ranking, worked out beforehand over the force's own records that are not restricted, and so the same for every reader
/// (R2.23). A row without a score waits to be worked out and is shown to nobody.
/// </summary>
public sealed class PerpetratorScore
{
    private PerpetratorScore()
    {
    }

    public Id<Agency> AgencyId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public int? Score { get; private set; }

    public int Recency { get; private set; }

    public int Frequency { get; private set; }

    public int Gravity { get; private set; }

    public int Records { get; private set; }

    public int Victims { get; private set; }

    /// <summary>Two or more different victims (R2.24), by the force's definition.</summary>
    public bool IsSerial { get; private set; }

    /// <summary>The same victim again (R4.6): a repeat, which is not serial.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>The versions of the table and of the definitions it was worked out by.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The first London day on which it is worked out anew.</summary>
    public DateOnly NextOn { get; private set; }

    public DateTimeOffset? ScoredAt { get; private set; }

    /// <param name="leaves">The next day on which a window of the table or of a definition leaves a record out.</param>
    public void Set(RfgScore score, bool isSerial, bool isRepeat, string version, DateOnly? leaves, DateTimeOffset now)
    {
        int Of(RfgPart part) => score.Parts.FirstOrDefault(p => p.Part == part)?.Total ?? 0;
        (Score, Recency, Frequency, Gravity) = (score.Score, Of(RfgPart.Recency), Of(RfgPart.Frequency), Of(RfgPart.Gravity));
        (Records, Victims, IsSerial, IsRepeat) = (score.Records, score.Victims, isSerial, isRepeat);
        DateOnly?[] days = [score.NextOn, leaves];
        (Version, NextOn, ScoredAt) = (version, days.Min() ?? throw new ArgumentException("Nothing counts, and nothing will: there is no row.", nameof(score)), now);
    }
}

/// <summary>How far the ranking of a force has read what happened, and by which settings it was made.</summary>
public sealed class ScorePass
{
    private ScorePass()
    {
    }

    public ScorePass(Id<Agency> agencyId) => AgencyId = agencyId;

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>The number of the last event it has read.</summary>
    public long LastEvent { get; private set; }

    public string Version { get; private set; } = "";

    public void Read(long lastEvent, string version) => (LastEvent, Version) = (lastEvent, version);
}
