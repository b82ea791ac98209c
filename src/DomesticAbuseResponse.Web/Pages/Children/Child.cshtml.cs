using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>One child's record within a case: voice, school and health, and everything that happened (R1.26).</summary>
[Authorize(Policies.ReadCases)]
public sealed class ChildModel(ChildFile file, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> ChildId { get; set; }

    /// <summary>What has just been done that led here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public ChildFile.View View { get; private set; } = null!;

    public string? Said => Done switch
    {
        "voice" => "What the child said is kept.",
        "details" => "School, health and needs are kept. Notices to schools were looked at again.",
        _ => null,
    };

    public async Task OnGetAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ChildId, ct);

    public string HeadingOf(ChildEntry entry) => entry.Kind switch
    {
        ChildEntryKind.Incident => $"Incident {entry.Reference}",
        ChildEntryKind.Notice => $"School notice about {entry.Reference}: {DisplayNames.Inside(names.Of(entry.Notice!.Status))}",
        ChildEntryKind.Screening when entry.Screening!.Outcome is { } outcome => $"Screened: {DisplayNames.Inside(names.Of(outcome))}",
        ChildEntryKind.Screening => $"Screening of {entry.Reference}: {DisplayNames.Inside(names.Of(entry.Screening!.Status))}",
        ChildEntryKind.Matrix when !entry.IsFinished => "DVRIM begun",
        ChildEntryKind.Matrix => entry.Scale is { } scale ? $"DVRIM: scale {scale.Number}, {scale.Level.ToLowerInvariant()}" : "DVRIM: no sign found",
        ChildEntryKind.Visit => "A crew saw the children on a visit",
    };

    public string? TextOf(ChildEntry entry) => entry.Kind switch
    {
        ChildEntryKind.Incident => PartWords.Of(entry.Part, names),
        ChildEntryKind.Notice => entry.Notice!.Because,
        ChildEntryKind.Screening => entry.Screening!.Reason,
        ChildEntryKind.Matrix => entry.Scale?.DefaultRoute,
        ChildEntryKind.Visit => null,
    };

    public (string Href, string Words)? LinkOf(ChildEntry entry) => entry.Kind switch
    {
        ChildEntryKind.Incident when User.May(Policies.ReadIncidents) && View.MayEdit => ($"/incidents/{entry.Subject}/children/{ChildId}", "Say where the child was"),
        ChildEntryKind.Notice when User.May(Policies.ReadSchoolNotices) => ($"/school-notices/{entry.Subject}", "See the notice"),
        ChildEntryKind.Screening when User.May(Policies.SendSchoolNotices) => ($"/screening/{entry.Subject}", "See the screening"),
        ChildEntryKind.Matrix when User.May(Policies.AssessRisk) => ($"/risk/{entry.Subject}/child", "See the matrix"),
        _ => null,
    };
}

/// <summary>A child's part in an incident, in words.</summary>
internal static class PartWords
{
    public static string Of(ChildPart? part, DisplayNames names)
    {
        if (part is null)
        {
            return "Nobody has said yet where the child was.";
        }

        string YesNo(string what, YesNoUnknown answer) => $"{what}: {DisplayNames.Inside(names.Of(answer))}.";
        return string.Join(' ', new[]
        {
            $"{names.Of(part.Presence)}.", part.Where, YesNo("Lives there", part.LivesThere), YesNo("Witnessed it", part.Witnessed), YesNo("Injured", part.Injured), part.Injuries,
        }.Where(w => !string.IsNullOrWhiteSpace(w)));
    }
}
