using System.Globalization;

namespace DomesticAbuseResponse.Domain.Time;

/// <summary>The parts of the United Kingdom that keep different bank holidays (R7.1).</summary>
public enum BankHolidayDivision
{
    EnglandAndWales,
    Scotland,
    NorthernIreland,
}

/// <summary>One day off, as gov.uk publishes it. <paramref name="Notes"/> is "Substitute day" or empty.</summary>
public sealed record BankHoliday(DateOnly Date, string Title, string Notes = "")
{
    public bool IsSubstitute => Notes.Contains("substitute", StringComparison.OrdinalIgnoreCase);

    /// <summary>The reason as words: "Boxing Day bank holiday, substitute day".</summary>
    public string Reason
    {
        get
        {
            var name = Title.EndsWith("bank holiday", StringComparison.OrdinalIgnoreCase) ? Title : $"{Title} bank holiday";
            return string.IsNullOrWhiteSpace(Notes) ? name : $"{name}, {Notes.ToLower(CultureInfo.InvariantCulture)}";
        }
    }
}
