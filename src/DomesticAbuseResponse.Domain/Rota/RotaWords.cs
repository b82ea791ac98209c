using System.Globalization;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Rota;

/// <summary>Times of a rota in words, as London clocks show them.</summary>
public static class RotaWords
{
    /// <summary>"14:00 to 22:00", with the day where it ends on another and GMT or BST where the clocks change in between.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset until)
    {
        var changes = UkTime.ZoneOf(from) != UkTime.ZoneOf(until);
        var next = UkTime.DateOf(until) > UkTime.DateOf(from);
        return $"{Clock(from, changes)} to {Clock(until, changes)}{(next ? $" on {UkTime.DateOf(until).ToString("dddd", CultureInfo.InvariantCulture)}" : "")}";
    }

    public static string Of(CrewPart part) => part switch
    {
        CrewPart.Officer => "officer",
        CrewPart.SupportWorker => "support worker",
        CrewPart.Clinician => "clinician",
    };

    private static string Clock(DateTimeOffset at, bool withZone) =>
        UkTime.ToLondon(at).ToString("HH:mm", CultureInfo.InvariantCulture) + (withZone ? " " + UkTime.ZoneOf(at) : "");
}
