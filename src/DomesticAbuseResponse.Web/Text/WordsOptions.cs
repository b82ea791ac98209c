namespace DomesticAbuseResponse.Web.Text;

/// <summary>
/// The words an area uses for the two roles in an incident or a case (section <c>Words</c> of the settings), in lower
/// case and singular. "Alleged" stands before the second until a decision is recorded; that is for the page to say.
/// </summary>
public sealed class WordsOptions
{
    public string Victim { get; set; } = "victim";

    public string Perpetrator { get; set; } = "perpetrator";
}
