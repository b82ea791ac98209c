using System.Collections.Frozen;
using System.Security.Claims;
using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Perpetrators;
using Microsoft.AspNetCore.Authorization;
using static DomesticAbuseResponse.Domain.Agencies.Role;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>
/// What a role may do at all, by name; which record it may do it to is decided by the doors. Each page names one of
/// these, and a page without one is open to any signed-in member of staff only until a test finds it.
/// </summary>
public static class Policies
{
    public const string LogCalls = nameof(LogCalls);
    public const string ReadIncidents = nameof(ReadIncidents);
    public const string ReviewIncidents = nameof(ReviewIncidents);
    public const string ReadHandovers = nameof(ReadHandovers);
    public const string SignHandovers = nameof(SignHandovers);
    public const string Supervise = nameof(Supervise);
    public const string DecideThreat = nameof(DecideThreat);
    public const string ReadBriefings = nameof(ReadBriefings);
    public const string WatchFlow = nameof(WatchFlow);
    public const string ReadNeighbourhoods = nameof(ReadNeighbourhoods);
    public const string ActForPartners = nameof(ActForPartners);
    public const string ReadCampaigns = nameof(ReadCampaigns);
    public const string AssessRisk = nameof(AssessRisk);
    public const string ReviewRisk = nameof(ReviewRisk);
    public const string GradeForms = nameof(GradeForms);
    public const string ReadCases = nameof(ReadCases);
    public const string WorkCases = nameof(WorkCases);
    public const string ContactVictims = nameof(ContactVictims);
    public const string ReadReferrals = nameof(ReadReferrals);
    public const string SendReferrals = nameof(SendReferrals);
    public const string AnswerReferrals = nameof(AnswerReferrals);
    public const string ReadSchoolNotices = nameof(ReadSchoolNotices);
    public const string SendSchoolNotices = nameof(SendSchoolNotices);
    public const string ScreenChildren = nameof(ScreenChildren);
    public const string CarryCases = nameof(CarryCases);
    public const string ManageCaseload = nameof(ManageCaseload);
    public const string ReadMaracs = nameof(ReadMaracs);
    public const string RunMaracs = nameof(RunMaracs);
    public const string ReadPeople = nameof(ReadPeople);
    public const string EditPeople = nameof(EditPeople);
    public const string ReadLens = nameof(ReadLens);
    public const string ManagePerpetrators = nameof(ManagePerpetrators);
    public const string SettleSamePeople = nameof(SettleSamePeople);
    public const string CheckLive = nameof(CheckLive);
    public const string ReadSupportFigures = nameof(ReadSupportFigures);
    public const string ReadPublishedFigures = nameof(ReadPublishedFigures);
    public const string ReadQuality = nameof(ReadQuality);
    public const string SampleForms = nameof(SampleForms);
    public const string SampleCalls = nameof(SampleCalls);
    public const string ReadFeedback = nameof(ReadFeedback);
    public const string ReadRota = nameof(ReadRota);
    public const string PlanRota = nameof(PlanRota);
    public const string AskCrews = nameof(AskCrews);
    public const string WorkCrews = nameof(WorkCrews);
    public const string ReadCrewTasks = nameof(ReadCrewTasks);
    public const string ReadWorkerNotes = nameof(ReadWorkerNotes);
    public const string ReadAccessLog = nameof(ReadAccessLog);
    public const string ManageStaff = nameof(ManageStaff);
    public const string ManagePlaces = nameof(ManagePlaces);
    public const string SettleIncoming = nameof(SettleIncoming);
    public const string ConfirmStaff = nameof(ConfirmStaff);
    public const string ReadDefinitions = nameof(ReadDefinitions);
    public const string SetDefinitions = nameof(SetDefinitions);
    public const string TakeDisclosures = nameof(TakeDisclosures);
    public const string DecideDisclosures = nameof(DecideDisclosures);
    public const string UseOwnAccount = nameof(UseOwnAccount);

    private static readonly Role[] _controlRoom = [CallHandler, ControlRoomSupervisor, ControlRoomSupportWorker];
    private static readonly Role[] _officers = [ResponseOfficer, Sergeant, Inspector, SafeguardingOfficer, SupportCarOfficer];
    private static readonly Role[] _advocates = [Idva, IdvaManager, SupportCarWorker];
    private static readonly Role[] _marac = [MaracCoordinator, MaracChair, AgencyRepresentative];

    /// <summary>The whole table, in one place. Administrators and auditors stand in no row that shows a case.</summary>
    public static FrozenDictionary<string, FrozenSet<Role>> Table { get; } = new Dictionary<string, Role[]>
    {
        [LogCalls] = [.. _controlRoom, .. _officers],
        [ReadIncidents] = [.. _controlRoom, .. _officers],
        [ReviewIncidents] = [ControlRoomSupervisor],
        [ReadHandovers] = _controlRoom,
        [SignHandovers] = [ControlRoomSupervisor],
        [Supervise] = [Sergeant, Inspector, ControlRoomSupervisor],
        [DecideThreat] = [Inspector, IdvaManager],
        [ReadBriefings] = _officers,
        [WatchFlow] = [Sergeant, Inspector, SafeguardingOfficer, ControlRoomSupervisor, IdvaManager, MaracCoordinator, MaracChair, AgencyRepresentative],
        [ReadNeighbourhoods] = _officers,
        [ActForPartners] = [AgencyRepresentative, Idva, IdvaManager, SupportCarWorker],
        [ReadCampaigns] = _officers,
        [AssessRisk] = [.. _officers, .. _advocates],
        [ReviewRisk] = [Sergeant, Inspector, SafeguardingOfficer, IdvaManager],
        [GradeForms] = [Sergeant, Inspector, SafeguardingOfficer, Idva, IdvaManager],
        [ReadCases] = [ControlRoomSupportWorker, .. _officers, .. _advocates, .. _marac],
        [WorkCases] = [.. _officers, .. _advocates],
        [ContactVictims] = [.. _officers, .. _advocates],
        [ReadReferrals] = [ControlRoomSupportWorker, .. _officers, .. _advocates, .. _marac],
        [SendReferrals] = [ControlRoomSupportWorker, .. _officers, .. _advocates],
        [AnswerReferrals] = [Idva, IdvaManager, MaracCoordinator, MaracChair, AgencyRepresentative],
        [ReadSchoolNotices] = [SafeguardingOfficer, ControlRoomSupervisor],
        [SendSchoolNotices] = [SafeguardingOfficer],
        [ScreenChildren] = [SafeguardingOfficer, AgencyRepresentative],
        [CarryCases] = [Idva, IdvaManager],
        [ManageCaseload] = [IdvaManager],
        [ReadMaracs] = _marac,
        [RunMaracs] = [MaracCoordinator, MaracChair],
        [ReadPeople] = [.. _controlRoom, .. _officers, .. _advocates, .. _marac],
        [EditPeople] = [.. _controlRoom, .. _officers, .. _advocates],
        [ReadLens] = [.. LensStanding.Readers],
        [ManagePerpetrators] = [.. LensStanding.Managers],
        [SettleSamePeople] = [.. ProposalStanding.Workers],
        [CheckLive] = [ControlRoomSupportWorker],
        [ReadSupportFigures] = [ControlRoomSupportWorker, SupportCarWorker, SupportCarOfficer, ControlRoomSupervisor, Inspector, SafeguardingOfficer, IdvaManager],
        [ReadPublishedFigures] = [Auditor, AgencyAdministrator, AgencyRepresentative, MaracCoordinator, MaracChair],
        [ReadQuality] = [.. SampleStanding.OfForms.Union(SampleStanding.OfCalls)],
        [SampleForms] = [.. SampleStanding.OfForms],
        [SampleCalls] = [.. SampleStanding.OfCalls],
        [ReadFeedback] = [.. _controlRoom, .. _officers, .. _advocates],
        [ReadRota] = [.. _controlRoom, .. _officers, .. _advocates],
        [PlanRota] = [.. RotaStanding.Planners],
        [AskCrews] = [.. CrewStanding.Askers],
        [WorkCrews] = [.. CrewStanding.Members],
        [ReadCrewTasks] = [.. CrewStanding.Askers, .. CrewStanding.Members],
        [ReadWorkerNotes] = [.. WorkerNotes.Support],
        [TakeDisclosures] = [.. DisclosureAccess.Takers],
        [DecideDisclosures] = [.. DisclosureAccess.Deciders],
        [ReadAccessLog] = [Auditor],
        [ManageStaff] = [AgencyAdministrator, SystemAdministrator],
        [ManagePlaces] = [AgencyAdministrator, SystemAdministrator],
        [SettleIncoming] = [ControlRoomSupervisor, ControlRoomSupportWorker, Inspector, SafeguardingOfficer],
        [ConfirmStaff] = [.. StaffChange.Seconds],
        [ReadDefinitions] = Enum.GetValues<Role>(),
        [SetDefinitions] = [.. Application.Definitions.DefinitionDesk.Setting],
        [UseOwnAccount] = Enum.GetValues<Role>(),
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    /// <summary>
    /// Registers each policy on role claims; without a policy of its own, everything needs a sign-in. What every role may do is done without one too:
    /// somebody whose roles have all been taken away still minds their own account.
    /// </summary>
    public static void AddPolicies(this AuthorizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        foreach (var (policy, roles) in Table)
        {
            options.AddPolicy(policy, p => (policy is UseOwnAccount ? p : p.RequireClaim(StaffClaims.Role, roles.Select(r => r.ToString()))).RequireAuthenticatedUser());
        }

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }

    /// <summary>Whether one of the person's roles stands in the policy's row.</summary>
    public static bool May(this ClaimsPrincipal user, string policy)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity?.IsAuthenticated is true
            && user.FindAll(StaffClaims.Role).Any(c => Enum.TryParse<Role>(c.Value, out var role) && Table[policy].Contains(role));
    }
}
