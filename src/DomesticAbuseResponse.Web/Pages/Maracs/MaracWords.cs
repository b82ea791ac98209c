using System.Globalization;
using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>Words that only the pages of a MARAC use.</summary>
internal static class MaracWords
{
    /// <summary>"09:30", the time on the wall.</summary>
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Of(MaracStepKind step) => step switch
    {
        MaracStepKind.ReferralCutoff => "Referrals close",
        MaracStepKind.AgendaOut => "Agenda goes out",
        MaracStepKind.ResearchDue => "Research is due",
        MaracStepKind.ActionsOut => "Actions go out",
        MaracStepKind.VictimFeedback => "The IDVA tells the outcome",
        MaracStepKind.MinutesOut => "Minutes go out",
    };

    /// <summary>"2 hours 30 minutes".</summary>
    public static string Minutes(int minutes) => minutes < 60 ? $"{minutes} minutes" : $"{minutes / 60} h {minutes % 60:00} min";
}
