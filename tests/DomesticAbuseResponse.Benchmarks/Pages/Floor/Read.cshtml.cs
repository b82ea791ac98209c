using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace DomesticAbuseResponse.Benchmarks.Pages.Floor;

public sealed class ReadModel(NpgsqlDataSource source) : PageModel
{
    public List<(string Reference, DateTime At, string? Grade)> Rows { get; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select reference, reported_at, grade from incidents where agency_id = (select id from agencies where kind = 'PoliceForce' limit 1) order by reported_at desc limit 25");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            Rows.Add((reader.GetString(0), reader.GetDateTime(1), await reader.IsDBNullAsync(2, ct) ? null : reader.GetString(2)));
        }
    }
}
