using System.Text;
using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Domain.Documents;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>Letters and documents of a planted victim, with a word of theirs wherever somebody can type one and in the file itself.</summary>
internal sealed partial class CanaryTale
{
    /// <summary>A letter that waits, a photo and a statement that everybody of the case opens, and a file that was removed.</summary>
    public CanaryTale Papers(bool idva)
    {
        var keeper = idva ? _idva.Actor : Safeguarding;
        Act(stage => stage.MustAsync<MakeLetter, int>(make => make.HandleAsync(
            keeper,
            new(Case, new LetterDraft("housing-support", "en", null, Victim.Of("LetterName"), Victim.Of("LetterOrganisation"), Victim.Of("LetterAddress"), Victim.Of("LetterWords"))),
            CancellationToken.None)));
        Act(stage => stage.MustAsync<AddDocuments, int>(add => add.HandleAsync(
            keeper, new(Case, Facts(DocumentKind.InjuryPhoto), [new SentFile($"{Victim.Of("DocumentFile")}.png", DemoPicture.Png())]), CancellationToken.None)));
        Act(stage => stage.MustAsync<AddDocuments, int>(add => add.HandleAsync(
            keeper, new(Case, Facts(DocumentKind.Statement), [new SentFile("statement.txt", Encoding.UTF8.GetBytes(Victim.Of("DocumentText")))]), CancellationToken.None)));
        Act(stage => stage.MustAsync<AddDocuments, int>(add => add.HandleAsync(
            keeper, new(Case, Facts(DocumentKind.Other), [new SentFile("error.txt", Encoding.UTF8.GetBytes(Victim.Of("DocumentRemovedText")))]), CancellationToken.None)));
        return Act(stage => stage.MustAsync<ChangeDocument, CaseDocument>(change => change.HandleAsync(keeper, new(Case, 3, null, true, Victim.Of("DocumentBecause")), CancellationToken.None)));
    }

    private DocumentFacts Facts(DocumentKind kind) => new(
        Victim.Of("DocumentTitle"), kind, null, Victim.Of("DocumentMadeBy"), Victim.Of("DocumentSource"), Victim.Of("DocumentNote"), DocumentReach.Case, HoldsAddress: false);
}
