using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;

namespace DomesticAbuseResponse.Web.Tests.Maracs;

/// <summary>The steps a MARAC story is told in.</summary>
internal static class MeetingStory
{
    extension(WebApp app)
    {
        public async Task<Id<Meeting>> MeetingAsync(DateOnly on, CallMeeting.Emergency? emergency = null, TimeOnly? at = null) => (await app.CallAsync(on, emergency, at)).Given();

        public Task<Result<Id<Meeting>>> CallAsync(DateOnly on, CallMeeting.Emergency? emergency = null, TimeOnly? at = null, Actor? by = null) =>
            app.RunAsync<CallMeeting, Result<Id<Meeting>>>(call => call.HandleAsync(
                by ?? Cast.Coordinator, new(Cast.Marac, on, at ?? new TimeOnly(9, 30), "Civic centre", emergency), CancellationToken.None));

        public Task<Result<Id<AgendaItem>>> PlaceAsync(Id<Referral> referral, Id<Meeting> meeting, Actor? by = null) =>
            app.RunAsync<PlaceOnAgenda, Result<Id<AgendaItem>>>(place => place.HandleAsync(by ?? Cast.Coordinator, new(referral, meeting, null), CancellationToken.None));

        /// <summary>A case on the agenda of this meeting.</summary>
        public async Task<(Case Case, Id<AgendaItem> Item)> OnAgendaAsync(Id<Meeting> meeting, string victim)
        {
            var (@case, referral) = await app.SentAsync(ReferralKind.Marac, victim);
            return (@case, (await app.PlaceAsync(referral, meeting)).Given());
        }

        public Task AcceptStatementAsync(Id<Meeting> meeting, Actor actor) => app.RunAsync<AcceptStatement, bool>(async accept =>
        {
            await accept.HandleAsync(actor, meeting, CancellationToken.None);
            return true;
        });

        public Task<MeetingPapers.View> PapersAsync(Id<Meeting> meeting, Actor actor, int? copy = null) =>
            app.RunAsync<MeetingPapers, MeetingPapers.View>(papers => papers.ReadAsync(actor, meeting, copy, CancellationToken.None));

        public Task<Result<Id<Meeting>>> ArrangeAsync(Id<Meeting> meeting, uint? version, Actor? by, params Id<AgendaItem>[] order) =>
            app.RunAsync<ArrangeAgenda, Result<Id<Meeting>>>(arrange => arrange.HandleAsync(by ?? Cast.Coordinator, new(meeting, order, version), CancellationToken.None));
    }
}
