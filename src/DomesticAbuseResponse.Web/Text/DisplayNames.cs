using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Briefings;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>
/// The one place where values become words: members of enumerations, dates and times. Times are London time by the
/// 24-hour clock; words are British English, ready to start a label.
/// </summary>
public sealed partial class DisplayNames(IOptions<WordsOptions> options)
{
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Members whose words cannot be made from their name. Add an entry rather than an attribute.</summary>
    private static readonly FrozenDictionary<Enum, string> _words = new Dictionary<Enum, string>
    {
        [DocumentKind.InjuryPhoto] = "Photo of an injury",
        [DocumentKind.LetterReceived] = "Letter received",
        [DocumentReach.Case] = "Whoever works on the case",
        [DocumentReach.Agency] = "My agency alone",
        [ScanState.NotScanned] = "Not scanned",
        [ScanState.Pending] = "Waits to be scanned",
        [ScanState.Failed] = "Could not be scanned",
        [FileKind.Jpeg] = "Picture",
        [FileKind.Png] = "Picture",
        [FileKind.Pdf] = "PDF",
        [FileKind.Docx] = "Word document",
        [FileKind.Xlsx] = "Excel workbook",
        [FileKind.Mp3] = "Sound (MP3)",
        [FileKind.M4a] = "Sound (M4A)",
        [FileKind.Wav] = "Sound (WAV)",
        [FileKind.Mp4] = "Film (MP4)",
        [LetterStatus.Waiting] = "Not sent yet",
        [Role.ControlRoomSupportWorker] = "Control-room support worker",
        [Role.ControlRoomSupervisor] = "Control-room supervisor",
        [Role.SupportCarWorker] = "Support-car worker",
        [Role.SupportCarOfficer] = "Support-car officer",
        [CallSource.Emergency999] = "999",
        [CallSource.NonEmergency101] = "101",
        [CallSource.Station] = "Police station",
        [CallSource.Agency] = "Another agency",
        [Silence.None] = "The caller spoke",
        [Silence.Silent] = "Silent call",
        [Silence.Abandoned] = "Abandoned call",
        [Silence.NotRecorded] = "Not recorded",
        [ReferralKind.Childrens] = "Children’s services",
        [Education.NotYet] = "Not yet at any",
        [Education.HomeEducated] = "Educated at home",
        [Education.NoPlace] = "Of an age for school or college, and at none",
        [SchoolConcern.None] = "No, as far as is known",
        [SchoolConcern.PerpetratorWorksThere] = "Yes, they work at the school",
        [SchoolConcern.PerpetratorCollects] = "Yes, they bring or collect the child",
        [ChildPresence.InTheRoom] = "In the room",
        [ChildPresence.ElsewhereInTheHome] = "Elsewhere in the home, awake",
        [ChildPresence.Absent] = "Not there",
        [ChildCompany.WithSomebody] = "With somebody",
        [VoiceReaders.OwnAgency] = "My agency alone",
        [VoiceReaders.EverybodyOnTheCase] = "Every agency that works on the case",
        [NoticeTo.LocalAuthority] = "Local authority officer",
        [NoticeTo.FindOut] = "School to be found out",
        [SchoolNoticeStatus.Due] = "Due now",
        [SchoolNoticeStatus.NeedsDecision] = "Needs a decision",
        [SchoolNoticeStatus.NotNeeded] = "Nobody is told",
        [SchoolNoticeStatus.TakenBack] = "Taken back",
        [SchoolNoticeStatus.Duplicate] = "Recorded twice",
        [NoticeWay.Telephone] = "By telephone",
        [NoticeWay.SecureMail] = "By secure mail",
        [NoticeWay.Portal] = "By the school’s portal",
        [ScreeningStatus.ToShare] = "To be shared",
        [ScreeningSide.ChildrensServices] = "Children’s services",
        [SupervisorPresence.Recorder] = "Whoever recorded this attended",
        [SupervisorPresence.Another] = "Another supervisor attended",
        [SupervisorPresence.Nobody] = "No supervisor attended",
        [BriefingReason.Danger] = "Danger now",
        [BriefingReason.NewlyHigh] = "Newly graded High",
        [BriefingReason.NewIncident] = "New incident",
        [BriefingReason.ContactOverdue] = "Not reached in time",
        [BriefingReason.StillHigh] = "Still High",
        [FlowKind.Incident] = "Calls and reports",
        [FlowKind.Referral] = "Referrals",
        [FlowKind.Assessment] = "Risk assessments",
        [FlowState.TooFew] = "Too few to judge",
        [FlowState.TooNew] = "Too new to judge",
        [CampaignExclusion.RestrictedHonour] = "Restricted, with a concern about honour-based abuse",
        [CampaignExclusion.MarkedUnsafe] = "Contact is marked unsafe",
        [CampaignExclusion.NotSaidSafe] = "Nobody has said that any way of contact is safe",
        [CampaignExclusion.NoCase] = "No case to log a contact in",
        [YesNoUnknown.Unknown] = "Not known",
        [PartyRole.Other] = "Somebody else",
        [PersonFlagKind.HonourAbuse] = "Honour-based abuse",
        [PersonFlagKind.SelfHarm] = "Self-harm",
        [PersonFlagKind.Interpreter] = "Interpreter needed",
        [PersonFlagKind.MaracWithinTwelveMonths] = "MARAC in the last 12 months",
        [AddressVisibility.Named] = "Named staff only",
        [NameKind.Given] = "Name",
        [EngagementOutcome.EngagedByPhone] = "Spoke by phone",
        [EngagementOutcome.EngagedByVisit] = "Spoke on a visit",
        [EngagementOutcome.NoContact] = "No contact",
        [EngagementOutcome.UnsafeToContact] = "Not safe to contact",
        [EngagementOutcome.NotAppropriate] = "Contact not appropriate",
        [Onward.ReferredToService] = "Referred to a domestic abuse service",
        [Onward.ReferredElsewhere] = "Referred to another service",
        [Onward.AlreadySupported] = "Supported already",
        [Onward.DeclinedReferral] = "Declined a referral",
        [Onward.ResponseUpgraded] = "Somebody came sooner",
        [Onward.Arrest] = "Somebody was arrested",
        [CrewWay.PhoneFirst] = "Phone first",
        [CrewStepKind.Offered] = "Asked",
        [CrewStepKind.Done] = "Visit recorded",
        [VisitMode.Visit] = "In person",
        [VisitMode.Both] = "By phone and in person",
        [VisitMode.Phone] = "By phone",
        [DashDone.Done] = "Done on this call",
        [DashDone.Updated] = "An earlier one updated",
        [DashDone.NotDone] = "Not done",
        [StatementIntention.Supporting] = "Supports a statement",
        [StatementIntention.Withdrawn] = "Withdraws or declines",
        [SafetyStep.Locks] = "Locks changed or secured",
        [SafetyStep.StayWithFamily] = "Stays with family or friends",
        [SafetyStep.RefugeOrHotel] = "Refuge or hotel",
        [SafetyStep.SexualAssaultReferral] = "Sexual assault referral centre",
        [SafetyStep.InjunctionAdvice] = "Told about injunctions",
        [SafetyStep.ClaresLawTold] = "Told about Clare’s Law",
        [SafetyStep.PhoneOrAlarm] = "Phone or alarm given",
        [VisitNeed.AlcoholOrDrugs] = "Alcohol or drugs",
        [VisitSection.Contact] = "How, and who was there",
        [VisitSection.Children] = "Children",
        [VisitSection.Wishes] = "What is wanted and needed",
        [VisitSection.Safety] = "Safety steps",
        [VisitSection.Statement] = "Statement",
        [VisitSection.Outcome] = "Outcome and follow-up",
        [FollowUpBy.Idva] = "IDVA",
        [SpaceKind.Refuge] = "A refuge space",
        [SpaceKind.Hotel] = "A hotel room",
        [SpaceKind.FamilyOrFriends] = "A place with family or friends",
        [SpaceKind.Elsewhere] = "Another safe place",
        [SpaceNeed.Transport] = "Transport needed",
        [SpaceNeed.Pet] = "With a pet",
        [SpaceNeed.NoPublicFunds] = "No recourse to public funds",
        [SpaceNeed.OlderBoys] = "With older boys",
        [SpaceStepKind.NoSpace] = "No space",
        [SpaceStepKind.Offered] = "Space offered",
        [SpaceStepKind.MovedIn] = "Moved in",
        [SpaceStepKind.Withdrawn] = "No longer needed",
        [CrewStepKind.PhoneContact] = "Spoke by phone",
        [CrewStepKind.Withdrawn] = "Taken back",
        [CrewStepKind.Lapsed] = "The shift ended first",
        [CrewTaskState.Offered] = "Asked",
        [CrewTaskState.Withdrawn] = "Taken back",
        [CrewTaskState.Lapsed] = "Not done: the shift ended",
        [NamedBecause.Chosen] = "chosen",
        [NamedBecause.Restricted] = "restricted the record",
        [NamedBecause.CarriesCase] = "carries a case as IDVA",
        [NamedBecause.StandsForAgency] = "goes on working for an agency that owns it",
        [NamedBecause.Referral] = "was sent a referral",
        [CaseClosureReason.NeedsMet] = "Planned: needs met",
        [CaseClosureReason.RiskReduced] = "Planned: risk reduced",
        [CaseClosureReason.Transferred] = "Transferred: another area, outreach, refuge or young people's service",
        [CaseClosureReason.Declined] = "Declined support",
        [CaseClosureReason.NeverContacted] = "Never reached, after repeated attempts",
        [CaseClosureReason.MovedUnknown] = "Moved, and not known where",
        [CaseClosureReason.ReferredPersonHarms] = "The person referred was found to be the one who harms",
        [CaseClosureReason.OpenedInError] = "Opened in error",
        [TriagePriority.A] = "Now",
        [TriagePriority.B] = "Later",
        [TriagePriority.C] = "Ask the referrer first",
        [LadderStep.ThroughReferrer] = "Ask whoever referred",
        [LadderStep.TellMarac] = "Tell the MARAC",
        [LadderStep.WelfareCheck] = "Ask the police to see whether they are well",
        [DayPart.Today] = "Due today",
        [DayPart.Waiting] = "Waiting on others",
        [HandoverTopic.RegradeAsked] = "Another grade asked for",
        [DecisionCheck.Agree] = "Agreed with the decisions",
        [DecisionCheck.UpgradeAsked] = "Asked for a faster response",
        [DecisionCheck.MissedOpportunity] = "Something was missed",
        [NoteReaders.SupportWorkers] = "Support workers alone",
        [NoteReaders.AndIdvas] = "Support workers, and IDVAs who may open the case",
        [NoteReaders.Everybody] = "Everybody who may open the incident, the police too",
        [ServiceKind.ControlRoomWorker] = "Control-room support worker",
        [EngagementCount.Engaged] = "Victims engaged",
        [EngagementCount.Referred] = "Referred to a domestic abuse service",
        [EngagementCount.ReferredElsewhere] = "Referred to another service",
        [EngagementCount.AlreadySupported] = "Supported already",
        [EngagementCount.Declined] = "Declined a referral",
        [EngagementCount.NotReached] = "Not reached",
        [EngagementCount.ResponseUpgraded] = "Somebody came sooner",
        [EngagementCount.Arrests] = "Somebody was arrested",
        [EngagementCount.MovedToSafety] = "Moved to safety",
        [EngagementCount.Withdrew] = "Withdrew a statement",
        [EngagementCount.CalledAgain] = "Called again within 12 months",
        [EngagementCount.Contacts] = "Contacts, reached or not",
        [EngagementCount.Disclosures] = "Told of Clare’s Law",
        [FormState.InTime] = "Made in time",
        [FormState.Late] = "Made late",
        [FormState.Begun] = "Begun, not finished",
        [FormState.NoVictim] = "Nobody named",
        [FormState.SkipWaits] = "Waits for a supervisor",
        [FormState.NotRequired] = "Not required",
        [SampleOutcome.Agreed] = "Both gave the same grade",
        [SampleOutcome.FirstStands] = "The first grade stands",
        [CallMark.CannotTell] = "The record does not show it",
        [PlanStep.ProtectionOrder] = "Protection order or injunction",
        [PlanStep.SaferHome] = "Safer or more secure home",
        [PlanStep.AddressMonitoring] = "Police monitor an address",
        [PlanStep.PoliceWatch] = "Police watch (patrols)",
        [PlanStep.CocoonWatch] = "Cocoon watch (neighbours)",
        [PlanLineStatus.Open] = "To be done",
        [PaperWay.ReadAloud] = "Read aloud",
        [PaperWay.ShownOnly] = "Shown, and taken away again",
        [PaperWay.ByEmail] = "By email",
        [PaperSafety.NotKnown] = "Not known",
        [ChronologyKind.Plan] = "Safety plan",
        [StaffChangeKind.Roles] = "More roles",
        [ApplicantKind.PersonAtRisk] = "The person at risk",
        [ApplicantKind.ThirdParty] = "A third party",
        [ApplicantKind.Agency] = "An agency",
        [DisclosureStage.Checks] = "First checks",
        [DisclosureStage.Meeting] = "Meeting face to face",
        [DisclosureStage.Assessment] = "Risk assessment",
        [DisclosureStage.Decision] = "Decision of the forum",
        [DisclosureStage.Telling] = "Disclosure in person",
        [DisclosureStage.Closed] = "End of the request",
        [DisclosureOutcome.NotNecessary] = "Not disclosed: not necessary",
        [DisclosureOutcome.Withdrawn] = "Withdrawn by the one who asked",
        [DisclosureRecipient.PersonAtRisk] = "The person at risk",
        [DisclosureRecipient.Applicant] = "The one who asked",
        [DisclosureRecipient.AnotherWhoCanProtect] = "Somebody else who can protect them",
        [ToldToApplicant.DealtWith] = "That the request has been dealt with",
        [ToldToApplicant.Disclosure] = "The disclosure itself, as its recipient",
        [StaffChangeKind.FreshStart] = "A sign-in started afresh, without the second factors of before",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> _initials =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "idva", "isva", "marac", "mappa", "dash", "dara", "dvrim", "hba", "dapo", "dapn", "dvpo", "dvpn", "dvds", "gp", "id", "uk", "sms", "pnc", "mash", "fgm");

    private readonly ConcurrentDictionary<Enum, string> _made = new();

    /// <summary>The area's word for the person harmed.</summary>
    public string Victim => options.Value.Victim;

    /// <summary>The area's word for the person who harms.</summary>
    public string Perpetrator => options.Value.Perpetrator;

    /// <summary>The same words at the start of a heading or a label.</summary>
    public string VictimHeading => Capital(Victim);

    public string PerpetratorHeading => Capital(Perpetrator);

    /// <summary>"ControlRoomSupervisor" becomes "Control-room supervisor", "IdvaManager" becomes "IDVA manager".</summary>
    public string Of(Enum value) => _made.GetOrAdd(value, v => _words.GetValueOrDefault(v) ?? OfCode(v.ToString()));

    /// <summary>A code that is no member of an enumeration, the name of an event or a field: "StaffChangeAsked" becomes "Staff change asked".</summary>
    public string OfCode(string code) => Capital(string.Join(' ', WordStarts().Split(code ?? "").Where(w => w.Length > 0).Select(Word)));

    /// <summary>The same words inside a sentence: "Staff change asked" begins small there, "IDVA manager" does not.</summary>
    public static string Inside(string words) =>
        string.IsNullOrEmpty(words) || (words.Length > 1 && char.IsUpper(words[1])) ? words : char.ToLower(words[0], _british) + words[1..];

    /// <summary>To whom a referral of a kind goes, inside a sentence.</summary>
    public static string ReceiverOf(ReferralKind kind) => kind switch
    {
        ReferralKind.Idva => "an IDVA",
        ReferralKind.Marac => "MARAC",
        ReferralKind.Childrens => "children’s services",
    };

    /// <summary>Roles as they were written down with a look: "Sergeant, IDVA manager".</summary>
    public string Roles(string written) => string.Join(", ", (written ?? "").Split(", ").Select(r => Enum.TryParse<Role>(r, out var role) ? Of(role) : r));

    /// <summary>"3 March 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", _british);

    /// <summary>"3 Mar 2026", where a line must hold much.</summary>
    public static string ShortDate(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Tuesday 3 March 2026".</summary>
    public static string LongDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", _british);

    /// <summary>"3 March 2026 at 14:05", London time; the hour that autumn repeats says which it is.</summary>
    public static string Instant(DateTimeOffset instant) => $"{Date(UkTime.DateOf(instant))} at {Time(instant)}";

    /// <summary>"Tuesday 3 March 2026 at 14:05", London time.</summary>
    public static string LongInstant(DateTimeOffset instant) => $"{LongDate(UkTime.DateOf(instant))} at {Time(instant)}";

    /// <summary>"14:05", London time.</summary>
    public static string Time(DateTimeOffset instant)
    {
        var local = UkTime.ToLondon(instant).DateTime;
        var twice = UkTime.Read(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)).Kind is LocalTimeKind.Repeated;
        return local.ToString("HH:mm", _british) + (twice ? $" ({UkTime.ZoneOf(instant)})" : "");
    }

    /// <summary>"1 day" and "2 days".</summary>
    public static string Count(int number, string one, string? many = null) =>
        $"{number.ToString("N0", _british)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>"27.5" and "27".</summary>
    public static string Number(decimal number) => number.ToString("#,0.##", _british);

    /// <summary>"214", or "1,000 or more" where nobody counted further.</summary>
    public static string Total(ListTotal total) => total.IsMore ? $"{ListTotal.Most.ToString("N0", _british)} or more" : total.Counted.ToString("N0", _british);

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], _british) + words[1..];

    private string Word(string word) => word switch
    {
        "Victim" => Victim,
        "Perpetrator" => Perpetrator,
        _ when _initials.Contains(word) => word.ToUpperInvariant(),
        _ when word.Length > 1 && word.All(char.IsUpper) => word,
        _ => word.ToLower(_british),
    };

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex WordStarts();
}
