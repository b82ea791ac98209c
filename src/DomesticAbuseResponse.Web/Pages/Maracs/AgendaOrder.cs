using System.Globalization;
using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>Turns what a coordinator typed or pressed into the order of an agenda, of the cases they see.</summary>
internal static class AgendaOrder
{
    public static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static bool IsNumber(string? typed) => NumberIn(typed) is not null;

    /// <summary>A case given the number of another takes its place, and the other makes room. Null when a number cannot be read.</summary>
    public static IReadOnlyList<Id<AgendaItem>>? Read(IReadOnlyList<MeetingPapers.Entry> entries, IReadOnlyDictionary<string, string?> typed)
    {
        if (typed.Values.Any(t => !IsNumber(t)))
        {
            return null;
        }

        return [.. entries.Select(e => (e.ItemId, e.Number, Wanted: typed.TryGetValue(e.ItemId.ToString(), out var t) ? NumberIn(t)!.Value : e.Number))
            .OrderBy(e => e.Wanted).ThenBy(e => e.Wanted.CompareTo(e.Number)).ThenBy(e => e.Number).Select(e => e.ItemId)];
    }

    /// <summary>The order with one case a place up, or one a place down; as it is when there is no such place.</summary>
    public static IReadOnlyList<Id<AgendaItem>> Moved(IReadOnlyList<MeetingPapers.Entry> entries, Id<AgendaItem>? up, Id<AgendaItem>? down)
    {
        List<Id<AgendaItem>> order = [.. entries.Select(e => e.ItemId)];
        var from = order.FindIndex(i => i == (up ?? down));
        var to = up is null ? from + 1 : from - 1;
        if (from >= 0 && to >= 0 && to < order.Count)
        {
            (order[from], order[to]) = (order[to], order[from]);
        }

        return order;
    }

    private static int? NumberIn(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 ? n : null;
}
