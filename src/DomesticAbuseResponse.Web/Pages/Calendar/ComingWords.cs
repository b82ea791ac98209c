using DomesticAbuseResponse.Application.Orders;

namespace DomesticAbuseResponse.Web.Pages.Calendar;

/// <summary>What stands in the calendar, in words, and where it leads.</summary>
public static class ComingWords
{
    public static string Of(ComingKind kind) => kind switch
    {
        ComingKind.Clock => "By this day: a hearing or a notification",
        ComingKind.Hearing => "Hearing of a notice",
        ComingKind.Court => "Day in court",
        ComingKind.Release => "Release from prison",
        ComingKind.Custody => "Interview or remand",
        ComingKind.OrderEnds => "An order ends",
        ComingKind.BailEnds => "Bail ends",
        ComingKind.LicenceEnds => "A licence ends",
        ComingKind.TagEnds => "A tag comes off",
        ComingKind.Task => "Task",
    };

    /// <summary>In a cell of the month: as short as it can be said.</summary>
    public static string Brief(ComingKind kind) => kind switch
    {
        ComingKind.Clock => "by then",
        ComingKind.Hearing => "hearing",
        ComingKind.Court => "court",
        ComingKind.Release => "release",
        ComingKind.Custody => "custody",
        ComingKind.OrderEnds => "order ends",
        ComingKind.BailEnds => "bail ends",
        ComingKind.LicenceEnds => "licence ends",
        ComingKind.TagEnds => "tag ends",
        ComingKind.Task => "task",
    };

    public static string Colour(ComingKind kind) => kind switch
    {
        ComingKind.Release => "red",
        ComingKind.OrderEnds or ComingKind.BailEnds or ComingKind.LicenceEnds or ComingKind.TagEnds => "orange",
        ComingKind.Clock or ComingKind.Hearing or ComingKind.Court => "purple",
        ComingKind.Custody => "grey",
        ComingKind.Task => "green",
    };

    public static string Of(ComingFilter filter) => filter switch
    {
        ComingFilter.All => "Everything",
        ComingFilter.Ends => "Orders, bail and licences that end",
        ComingFilter.Court => "Hearings and days in court",
        ComingFilter.Releases => "Releases and custody",
        ComingFilter.Tasks => "Tasks before them",
    };

    public static string Href(ComingCalendar.Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Kind switch
        {
            ComingKind.Task => $"/tasks/{row.Subject}",
            ComingKind.Clock => $"/deadlines/{row.Subject}/why",
            ComingKind.Court or ComingKind.Custody => $"/people/{row.Person}/moves/{row.Subject}",
            ComingKind.Release => $"/cases/{row.CaseId}",
            ComingKind.Hearing or ComingKind.OrderEnds or ComingKind.BailEnds or ComingKind.LicenceEnds or ComingKind.TagEnds => $"/people/{row.Person}/orders/{row.Subject}",
        };
    }

    /// <summary>The list that a number of the month stands for.</summary>
    public static string Href(DateOnly from, DateOnly until, ComingFilter what, bool agency, string page = "/calendar") => $"{page}?from={from:yyyy-MM-dd}&until={until:yyyy-MM-dd}&what={what}&agency={(agency ? "true" : "false")}";

    /// <summary>In a cell of the month, after a number: what the list behind it holds.</summary>
    public static string Brief(ComingFilter filter, int count) => filter switch
    {
        ComingFilter.Ends => count == 1 ? "end" : "ends",
        ComingFilter.Court => "for court",
        ComingFilter.Releases => count == 1 ? "release or custody" : "releases or custody",
        ComingFilter.Tasks => count == 1 ? "task" : "tasks",
        ComingFilter.All => "in all",
    };

    /// <summary>The filter under which a kind is listed.</summary>
    public static ComingFilter FilterOf(ComingKind kind) => kind switch
    {
        ComingKind.Clock or ComingKind.Hearing or ComingKind.Court => ComingFilter.Court,
        ComingKind.Release or ComingKind.Custody => ComingFilter.Releases,
        ComingKind.OrderEnds or ComingKind.BailEnds or ComingKind.LicenceEnds or ComingKind.TagEnds => ComingFilter.Ends,
        ComingKind.Task => ComingFilter.Tasks,
    };

    /// <summary>What was asked for, brought back into what can be: days the right way round, at most a year apart.</summary>
    public static (DateOnly From, DateOnly Until) Within(DateOnly? from, DateOnly? until, DateOnly today, int days)
    {
        var (least, most) = (new DateOnly(1990, 1, 1), new DateOnly(2190, 1, 1));
        var first = from is { } asked ? asked < least ? least : asked > most ? most : asked : today;
        var last = until is { } end && end >= first ? end : first.AddDays(days - 1);
        return (first, last > first.AddDays(366) ? first.AddDays(366) : last);
    }
}
