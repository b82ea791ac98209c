using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Children;

/// <summary>
/// Takes in the directory of one local authority's schools, each with the adult there who takes notices (R4.43). It is the whole list: what it leaves out is offered no more
/// and stays where it is on record. The same list again changes nothing.
/// </summary>
public sealed class ImportSchools(CaseDbContext db, TimeProvider clock)
{
    private const int _most = 5000;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public sealed record Listed(string Code, string Name, SchoolKind Kind, string? KeyAdult = null, string? Phone = null, string? SecureMail = null);

    public sealed record Directory(string Authority, IReadOnlyList<Listed> Schools);

    public sealed record Imported(string Authority, int Added, int Changed, int Unlisted);

    public async Task<Result<Imported>> HandleAsync(Actor actor, string json, CancellationToken ct)
    {
        Directory read;
        try
        {
            read = JsonSerializer.Deserialize<Directory>(json, _json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            return new Refusal("schools.unreadable", $"This is no directory of schools: {e.Message}");
        }

        var name = read.Authority.Trim();
        if (await db.Set<LocalAuthority>().Where(a => a.Name == name).Select(a => (Id<LocalAuthority>?)a.Id).SingleOrDefaultAsync(ct) is not { } authority)
        {
            return new Refusal("schools.authority", $"There is no local authority named “{name}”. Add it under Places first.");
        }

        return Check(read.Schools) is { } wrong ? wrong : await ListAsync(actor, authority, name, read.Schools, ct);
    }

    private async Task<Result<Imported>> ListAsync(Actor actor, Id<LocalAuthority> authority, string name, IReadOnlyList<Listed> listed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var held = await db.Schools.Where(s => s.AuthorityId == authority).ToDictionaryAsync(s => s.Code, ct);
        var (added, changed) = (0, 0);
        foreach (var line in listed)
        {
            if (!held.TryGetValue(line.Code.Trim(), out var school))
            {
                school = new School(Id<School>.New(now), authority, line.Code.Trim());
                db.Schools.Add(school);
                school.List(line.Name, line.Kind, line.KeyAdult, line.Phone, line.SecureMail);
                added++;
            }
            else
            {
                changed += school.List(line.Name, line.Kind, line.KeyAdult, line.Phone, line.SecureMail) ? 1 : 0;
            }
        }

        var codes = listed.Select(l => l.Code.Trim()).ToHashSet();
        var unlisted = held.Values.Count(s => !codes.Contains(s.Code) && s.Unlist());
        if (added + changed + unlisted > 0)
        {
            await db.CommitAsync(actor, now, ct, new SchoolsImported(authority, added, changed, unlisted));
        }

        return new Imported(name, added, changed, unlisted);
    }

    private static Refusal? Check(IReadOnlyList<Listed> schools)
    {
        static bool IsTooLong(string? text, int most) => text?.Length > most || text?.Contains('\0', StringComparison.Ordinal) is true;
        return schools.Count is 0 or > _most ? new Refusal("schools.count", $"A directory lists from 1 to {_most} schools.")
            : schools.FirstOrDefault(s => string.IsNullOrWhiteSpace(s.Code) || string.IsNullOrWhiteSpace(s.Name) || IsTooLong(s.Code, School.CodeMaxLength) || IsTooLong(s.Name, School.NameMaxLength)
                || IsTooLong(s.KeyAdult, School.ContactMaxLength) || IsTooLong(s.Phone, School.ContactMaxLength) || IsTooLong(s.SecureMail, School.ContactMaxLength)) is { } odd
                ? new Refusal("schools.line", $"The school with the code “{odd.Code}” has no code or name, or something in it is too long.")
            : schools.GroupBy(s => s.Code.Trim()).FirstOrDefault(g => g.Count() > 1) is { } twice ? new Refusal("schools.twice", $"The code “{twice.Key}” stands there twice.")
            : null;
    }
}
