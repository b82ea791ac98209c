using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;

namespace DomesticAbuseResponse.Domain.Tests.Crews;

/// <summary>What becomes of edits that two people make at once, or that arrive twice or late; and who reads a support worker's notes (R5.5, R5.8, T23).</summary>
public sealed class VisitMergeTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 28, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_field_the_writer_did_not_touch_keeps_what_others_wrote()
    {
        var merge = VisitMerge.Of([], [Edit("NeedsNote", null)], 0, chosen: true);

        Assert.Empty(merge.Taken);
        Assert.Empty(merge.Conflicts);
    }

    [Fact]
    public void Every_field_of_the_record_is_known_by_one_code_and_takes_a_blank()
    {
        Assert.Equal(VisitFields.All.Count, VisitFields.All.Select(f => f.Code).Distinct().Count());
        Assert.All(VisitFields.All, f => Assert.Null(VisitFields.Check(Edit(f.Code, null))));
        Assert.All(VisitFields.All.Where(f => f.Choices is not null), f => Assert.Null(VisitFields.Check(Edit(f.Code, f.Choices![0]))));
        Assert.Equal("visit.date", VisitFields.Check(Edit(nameof(VisitRecord.FollowUpOn), "31/11/2026"))?.Code);
    }

    [Fact]
    public void R5_8_notes_are_read_by_the_support_workers_of_their_own_agency_until_they_are_shared()
    {
        var (own, other) = (Id<Agency>.New(_now), Id<Agency>.New(_now));

        Assert.True(WorkerNotes.MayRead(Actor(own, Role.IdvaManager), own, null));
        Assert.False(WorkerNotes.MayRead(Actor(other, Role.Idva), own, null));
        Assert.False(WorkerNotes.MayRead(Actor(own, Role.SupportCarOfficer), own, null));
        Assert.True(WorkerNotes.MayRead(Actor(other, Role.SupportCarOfficer), own, _now));
    }

    private static VisitEdit Edit(string field, string? value) => new(Guid.NewGuid(), field, value, _now);

    private static Actor Actor(Id<Agency> agency, Role role) => new(Id<StaffMember>.New(_now), agency, new HashSet<Role> { role }, new HashSet<Id<Domain.Maracs.Marac>>());
}
