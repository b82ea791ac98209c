using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What is done for the children of a story: where each was, which school, who was told, and the screening.</summary>
internal sealed partial class Story
{
    /// <summary>An officer establishes where each child was and what it said, and the school is found out.</summary>
    public Story FindsChildren(string voice, ChildPresence presence = ChildPresence.ElsewhereInTheHome, bool homeEducated = false) => Act(10, async stage =>
    {
        var (@case, authority) = (Case, Area.Authority);
        foreach (var child in Children.Select(c => c.Id!.Value))
        {
            await stage.MustAsync<EstablishChildPart, ChildPart>(establish => establish.HandleAsync(
                DemoStaff.Officer.Actor,
                new(Incident, child, new(YesNoUnknown.Yes, presence, "Upstairs", YesNoUnknown.Yes, YesNoUnknown.No, null),
                    new(true, voice, ChildCompany.WithSomebody, "The grandmother", null, VoiceReaders.EverybodyOnTheCase, Domain.Time.UkTime.DateOf(stage.Now))),
                CancellationToken.None));
            var seen = await stage.LookUpAsync(db => db.ChildDetails.Where(d => d.PersonId == child).MaxAsync(d => (long?)d.Number));
            var school = await stage.LookUpAsync(db => DemoChildren.PrimaryAsync(db, authority));
            await stage.MustAsync<RecordChildDetails, ChildDetails>(record => record.HandleAsync(
                DemoStaff.Safeguarding.Actor,
                new(@case, child, seen ?? 0, new ChildFacts(homeEducated ? Education.HomeEducated : Education.School, homeEducated ? null : school, null, null, "Demo Surgery", "Demo school nurse", false, null)),
                CancellationToken.None));
        }
    });

    /// <summary>The schools of the children are told.</summary>
    public Story TellsSchools() => Act(15, async stage =>
    {
        var incident = Incident;
        foreach (var notice in await stage.LookUpAsync(db => db.SchoolNotices.AsNoTracking().Where(n => n.IncidentId == incident && n.Status == SchoolNoticeStatus.Due).ToListAsync()))
        {
            var (id, child) = (notice.Id, notice.PersonId);
            var school = await stage.LookUpAsync(db => db.ChildDetails.Where(d => d.PersonId == child).OrderByDescending(d => d.Number).Select(d => d.SchoolId).FirstOrDefaultAsync());
            if (notice.To is NoticeTo.FindOut)
            {
                await stage.MustAsync<DecideSchoolNotice, SchoolNotice>(decide => decide.HandleAsync(
                    DemoStaff.Safeguarding.Actor, new(id, null, false, "The family has moved and no school is known yet; children’s services look for it."), CancellationToken.None));
                continue;
            }

            await stage.MustAsync<SendSchoolNotice, SchoolNotice>(send => send.HandleAsync(
                DemoStaff.Safeguarding.Actor, new(id, null, NoticeWay.Telephone, "Safeguarding lead", school, stage.Now, null, "In the home.", "Spoken to; see the record.", "Police went to a report of domestic abuse in the child’s household."), CancellationToken.None));
        }
    });

    /// <summary>The screening of each child is shared with health and children's services; some way on it is decided.</summary>
    public Story ScreensChildren(ScreeningOutcome? outcome = null) => Act(30, async stage =>
    {
        var incident = Incident;
        var council = DemoPlaces.AgencyId(DemoPlaces.Council(Area.Authority));
        foreach (var (id, health) in (await stage.LookUpAsync(db => db.Screenings.AsNoTracking().Where(s => s.IncidentId == incident && s.Status == ScreeningStatus.ToShare).ToListAsync())).Select(s => (s.Id, s.HealthId)))
        {
            var trust = health ?? DemoPlaces.AgencyId("Northmoor Demo Health Trust");
            await stage.MustAsync<ShareScreening, ChildScreening>(share => share.HandleAsync(
                DemoStaff.Safeguarding.Actor, new(id, null, council, trust, "Domestic abuse was reported to police; the child lives there."), CancellationToken.None));
            await stage.MustAsync<AddScreeningPart, ScreeningPart>(add => add.HandleAsync(DemoStaff.Safeguarding.Actor, new(id, false, "One earlier call in the last year."), CancellationToken.None));
            if (outcome is not { } decided)
            {
                continue;
            }

            foreach (var partner in DemoStaff.All.Where(m => m.Role is Role.AgencyRepresentative && (DemoPlaces.AgencyId(m.Agency) == council || DemoPlaces.AgencyId(m.Agency) == trust)))
            {
                await stage.MustAsync<AddScreeningPart, ScreeningPart>(add => add.HandleAsync(partner.Actor, new(id, true, null), CancellationToken.None));
            }

            await stage.MustAsync<DecideScreening, ScreeningOutcome>(decide => decide.HandleAsync(
                DemoStaff.Safeguarding.Actor, new(id, null, decided, "First incident with the child there; the grandmother keeps the child safe.", "Police, health and children’s services by telephone", false), CancellationToken.None));
        }
    });
}
