using System.Text;
using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.Letters;
using SkiaSharp;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What is written for a victim and what is kept of what they bring.</summary>
internal sealed partial class Story
{
    /// <summary>The IDVA writes to an organisation; the letter leaves on the same day.</summary>
    public Story Writes(string letter, string name, string organisation, string words, bool sent = true) => Act(10, async stage =>
    {
        var number = await stage.MustAsync<MakeLetter, int>(make => make.HandleAsync(Idva.Actor, new(Case, new LetterDraft(letter, "en", null, name, organisation, null, words)), CancellationToken.None));
        if (sent)
        {
            await stage.MustAsync<SettleLetter, Letter>(settle => settle.HandleAsync(Idva.Actor, new(Case, number, Domain.Time.UkTime.DateOf(stage.Now), null), CancellationToken.None));
        }
    });

    /// <summary>An invented picture is added.</summary>
    public Story AddsPicture(string title, DocumentKind kind = DocumentKind.InjuryPhoto) => Act(5, stage => stage.MustAsync<AddDocuments, int>(add => add.HandleAsync(
        Idva.Actor, new(Case, new DocumentFacts(title, kind, Domain.Time.UkTime.DateOf(stage.Now), "Herself", "Her phone", null, DocumentReach.Case, false), [new SentFile("picture.png", DemoPicture.Png())]), CancellationToken.None)));

    /// <summary>Words that she brought are added.</summary>
    public Story AddsWords(string title, string words, DocumentKind kind) => Act(5, stage => stage.MustAsync<AddDocuments, int>(add => add.HandleAsync(
        Idva.Actor, new(Case, new DocumentFacts(title, kind, null, null, "Herself", null, DocumentReach.Agency, false), [new SentFile("words.txt", Encoding.UTF8.GetBytes(words))]), CancellationToken.None)));
}

/// <summary>A picture of nothing, for demonstrations and tests.</summary>
internal static class DemoPicture
{
    public static byte[] Png()
    {
        using SKBitmap picture = new(640, 420);
        using SKCanvas canvas = new(picture);
        using SKPaint paint = new() { IsAntialias = true };
        canvas.Clear(new SKColor(0xF3, 0xF2, 0xF1));
        for (var n = 0; n < 6; n++)
        {
            paint.Color = new SKColor((byte)(0x1D + (n * 24)), (byte)(0x70 + (n * 8)), (byte)(0xB8 - (n * 12)));
            canvas.DrawCircle(90 + (n * 92), 210, 70 - (n * 6), paint);
        }

        using var encoded = picture.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}
