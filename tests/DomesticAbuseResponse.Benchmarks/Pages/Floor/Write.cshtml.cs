using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace DomesticAbuseResponse.Benchmarks.Pages.Floor;

public sealed class WriteModel(NpgsqlDataSource source) : PageModel
{
    [BindProperty]
    public string Words { get; set; } = "";

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("insert into benchmark_floor values ($1, $2, now())");
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(Words);
        await command.ExecuteNonQueryAsync(ct);
        return Redirect("/floor/read");
    }
}
