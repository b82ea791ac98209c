using DomesticAbuseResponse.Application.Board;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Live;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>A response grade a board can be narrowed to, or that nobody has given one.</summary>
public enum BoardGrade
{
    Immediate,
    EarlyResponse,
    Routine,
    Diary,
    NotGraded,
}

/// <summary>The open calls, the most urgent first. With script it changes by itself; without, it is fresh each time it is opened.</summary>
[Authorize(Policies.ReadIncidents)]
public class BoardModel(BoardList board, UnitChoices units, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public List<Id<PolicingUnit>> Unit { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public List<BoardGrade> Grade { get; set; } = [];

    /// <summary>The page; the first is 1, and the only one that changes by itself.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public BoardList.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Units { get; private set; } = [];

    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; private set; }

    public bool IsFiltered => Unit.Count + Grade.Count > 0;

    /// <summary>The same filter at another address, and at another page of it.</summary>
    public string With(string address, int page = 1)
    {
        var kept = Unit.Select(u => KeyValuePair.Create("unit", (string?)u.ToString())).Concat(Grade.Select(g => KeyValuePair.Create("grade", (string?)g.ToString())))
            .Concat(page > 1 ? [KeyValuePair.Create("p", (string?)page.ToString(System.Globalization.CultureInfo.InvariantCulture))] : []);
        return address + QueryString.Create(kept);
    }

    public string? EventsUrl => P == 1 ? With(BoardEndpoints.Path) : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            // An address somebody edited shows everything.
            (Unit, Grade, P) = ([], [], 1);
            ModelState.Clear();
        }

        P = Math.Clamp(P, 1, 1000);
        Units = [.. (await units.ReadAsync(User.ToActor(), ct)).Select(u => new Choice(u.Id.ToString(), u.Name))];
        At = clock.GetUtcNow();
        View = await board.ReadAsync(User.ToActor(), FilterOf(Unit, Grade), P, ct);
    }

    /// <summary>What is chosen on the page as the filter of the list and of the stream.</summary>
    public static BoardFilter FilterOf(IEnumerable<Id<PolicingUnit>> units, IEnumerable<BoardGrade> grades)
    {
        var chosen = grades.Where(Enum.IsDefined).Distinct().ToList();
        return new BoardFilter([.. units.Distinct()], [.. chosen.Where(g => g is not BoardGrade.NotGraded).Select(g => Enum.Parse<ResponseGrade>(g.ToString()))], chosen.Contains(BoardGrade.NotGraded));
    }

    /// <summary>The grades in the words of the reader's force.</summary>
    public async Task<IReadOnlyList<Choice>> GradesAsync(ResponseGradeWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. (await words.ChoicesAsync(User.ToActor().AgencyId)).Select(c => c with { Hint = null }), new Choice(nameof(BoardGrade.NotGraded), "Not graded")];
    }
}

/// <summary>The board for browsers without script, loaded anew every half minute, for those who choose that. It is nobody at work.</summary>
[DoesNotExtendSession]
public sealed class RefreshingModel(BoardList board, UnitChoices units, TimeProvider clock) : BoardModel(board, units, clock);
