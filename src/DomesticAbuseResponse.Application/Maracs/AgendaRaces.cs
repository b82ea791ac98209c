namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>What is said to whoever comes second in changing an agenda.</summary>
internal static class AgendaRaces
{
    public static Refusal Changed { get; } = new(
        "agenda.changed", "Somebody else changed this agenda after you opened it. It is shown as it is now, with what you entered; check it and send it again.");
}
