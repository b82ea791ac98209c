namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>One line of the task list of a form.</summary>
public sealed record RiskTask(string Name, string Href, bool IsDone);
