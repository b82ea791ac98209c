using System.Reflection;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DomesticAbuseResponse.Application;

public static class ApplicationRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Registers the database, the doors and every use case and read: a public sealed class with a public <c>HandleAsync</c> or
        /// <c>ReadAsync</c>. Nothing has to be listed by hand.
        /// </summary>
        public IServiceCollection AddApplication(Func<IServiceProvider, string> connectionString)
        {
            services.AddScoped<CurrentSubmission>();
            services.TryAddSingleton(_ => Search.SearchHashKey.OfThisProcess());
            services.AddDbContext<CaseDbContext>((provider, options) => options.UseNpgsql(connectionString(provider)));
            services.AddScoped<RecordDoor>().AddScoped<PersonFiles>().AddScoped<Disclosures.DisclosureFiles>().AddScoped<IncidentFiles>().AddScoped<CaseFiles>().AddScoped<MeetingFiles>();
            services.AddScoped<RecordCircle>().AddScoped<RecordProtection>().AddScoped<Cases.CaseBook>().AddScoped<Cases.CaseLeaving>().AddScoped<Cases.CasePlace>().AddScoped<Cases.CarriedRisk>().AddScoped<Risk.AssessmentFiles>().AddScoped<Risk.GradeConsequences>().AddScoped<Referrals.RaiseReferrals>();
            services.AddScoped<Identity.MergeWork>();
            services.AddScoped<Incoming.TermsOfAgency>().AddScoped<Incoming.ReportDesk>().AddScoped<Incoming.PersonDecisions>().AddScoped<Incoming.BulkMatching>();
            services.AddScoped<Policies.PolicyBook>().AddScoped<Deadlines.CaseDeadlines>().AddScoped<Plans.PlanClocks>().AddScoped<Orders.SafetyTaskBook>();
            services.AddScoped<Children.ChildBook>().AddScoped<Children.ChildAreas>().AddScoped<Children.ChildGuard>();
            services.AddScoped<Incidents.PartyBook>().AddScoped<People.PersonEdit>();
            services.AddScoped<Referrals.RepeatWatch>().AddScoped<Risk.IncidentDuty>().AddScoped<Handovers.HandoverReading>();
            services.AddScoped<Specialists.SpecialistWork>().AddScoped<Cases.CounterAllegationWatch>().AddScoped<Referrals.ReferralFiles>().AddScoped<Referrals.ReferralEvidence>();
            services.AddScoped<Referrals.ReferralClocks>().AddScoped<Contacts.ContactLadders>();
            services.AddScoped<Crews.CrewTaskFiles>().AddScoped<Crews.CrewOffers>().AddScoped<Letters.LetterWatch>();
            services.TryAddSingleton<Documents.IFileScanner>(_ => new Documents.ClamdScanner(new Documents.ScannerOptions())); // a host with a scanner says so before this

            foreach (var type in typeof(ApplicationRegistration).Assembly.GetExportedTypes().Where(IsUseCase))
            {
                services.AddScoped(type);
            }

            return services;
        }
    }

    private static bool IsUseCase(Type type) =>
        type is { IsSealed: true, IsAbstract: false, IsNested: false }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(m => m.Name is "HandleAsync" or "ReadAsync");
}
