using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace DomesticAbuseResponse.Web.Tests.Documents;

/// <summary>What is added to a case is checked, drawn anew, opened with a reason by those who may, and never shown by a browser (T19, R6.11).</summary>
public sealed class DocumentPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T19_A_photo_keeps_nothing_of_where_it_was_taken_and_six_clicks_add_it_once()
    {
        var @case = await app.CarriedAsync("Canary Photo");
        var client = app.SignedInAs(Cast.Idva);
        var photo = Photo(withPlace: true);
        Assert.Contains("CNRY-GPS", Encoding.Latin1.GetString(photo), StringComparison.Ordinal);
        var fields = await FieldsAsync(client, @case, ("Input.Kind", "InjuryPhoto"), ("Input.Title", "Left arm"), ("Input.Reach", "Case"));
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(client, @case, fields, ("CNRY-name.jpg", photo))));
        Assert.All(clicks, c => Assert.Equal(HttpStatusCode.Redirect, c.Status));

        await using var db = app.Database.Open();
        var document = await db.Documents.SingleAsync(d => d.CaseId == @case.Id, Ct);
        var bytes = await db.DocumentBytes.SingleAsync(b => b.DocumentId == document.Id, Ct);
        Assert.All([bytes.Content, bytes.Preview!], kept => Assert.DoesNotContain("CNRY-GPS", Encoding.Latin1.GetString(kept), StringComparison.Ordinal));
        Assert.All([bytes.Content, bytes.Preview!], kept => Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(kept), StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logged, l => l.Contains("CNRY-name", StringComparison.Ordinal));

        var picture = await client.Http.GetAsync($"/cases/{@case.Id}/documents/1?handler=Picture", Ct);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("A document was added", (await client.GetAsync($"/cases/{@case.Id}/chronology")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T19_A_file_is_handed_out_with_a_reason_that_is_written_down_and_never_to_be_shown()
    {
        var @case = await app.CarriedAsync("Canary Pdf");
        var client = app.SignedInAs(Cast.Idva);
        await AddAsync(client, @case, ("order.pdf", Pdf("CNRY-pdf")), ("Input.Kind", "CourtOrder"), ("Input.Reach", "Case"));
        var page = await client.GetAsync($"/cases/{@case.Id}/documents/1");
        var without = await page.PressAsync("Save the file");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        without.ShowsError("Say why you open it", "Why do you open it?");

        for (var n = 0; n < 2; n++) // each time it is pressed
        {
            using var form = new FormUrlEncodedContent(page.FillNamed("Reason", "Hearing tomorrow").FieldsFor("Save the file"));
            var file = await client.Http.PostAsync($"/cases/{@case.Id}/documents/1?handler=Open", form, Ct);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("document-1.pdf", file.Content.Headers.ContentDisposition.FileName);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", file.Headers.CacheControl!.ToString());
            Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal(Pdf("CNRY-pdf"), await file.Content.ReadAsByteArrayAsync(Ct));
        }

        await using var db = app.Database.Open();
        Assert.Equal(2, await db.RecordEvents.CountAsync(e => e.CaseId == @case.Id && e.Name == "DocumentOpened", Ct));
        Assert.Equal(2, await db.AccessRecords.CountAsync(a => a.RecordId == @case.Id.Value && a.Purpose == "Open document 1: Hearing tomorrow", Ct));

        // Somebody has changed the bytes behind the product's back.
        await db.Database.ExecuteSqlAsync($"alter table document_bytes disable trigger document_bytes_fixed", Ct);
        await db.Database.ExecuteSqlAsync($"update document_bytes set content = content || '\\x00'::bytea where document_id = (select id from case_documents where case_id = {@case.Id.Value})", Ct);
        await db.Database.ExecuteSqlAsync($"alter table document_bytes enable trigger document_bytes_fixed", Ct);
        Assert.Equal(HttpStatusCode.Conflict, (await page.FillNamed("Reason", "Again").PressAsync("Save the file")).Status);
    }

    [Fact]
    public async Task T19_What_is_not_taken_is_said_beside_the_field_and_what_was_typed_stays()
    {
        var @case = await app.CarriedAsync("Canary Hostile");
        var client = app.SignedInAs(Cast.Idva);
        (string Name, byte[] Bytes, string Says)[] hostile =
        [
            ("empty.pdf", [], "The file is empty."),
            ("big.txt", [.. Enumerable.Repeat((byte)'a', 21 * 1024 * 1024)], "larger than 20 MB"),
            ("page.html", "<script>"u8.ToArray(), "This kind of file is not taken"),
            ("letter.pdf", "MZ nothing"u8.ToArray(), "not what its name says"),
            ("letter.exe.pdf", Pdf("x"), "two endings"),
            ("photo.jpg", [.. Photo(withPlace: false), .. Zip(("a", 10))], "two kinds of file at once"),
            ("order.pdf", [.. Pdf("x"), .. Zip(("a", 10))], "two kinds of file at once"),
            ("bomb.docx", Zip(("[Content_Types].xml", 10), ("word/document.xml", 60_000_000)), "unpacks to far more than it is"),
            ("photo.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], "damaged or too large"),
        ];
        foreach (var (name, bytes, says) in hostile)
        {
            var answer = await AddAsync(client, @case, (name, bytes), ("Input.Title", "Canary typed title"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(says, answer.Document.QuerySelector("#Files-error")?.TextContent ?? "", StringComparison.Ordinal);
            Assert.Equal("Canary typed title", answer.Document.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AddAsync(client, @case, null)).Status);
        var place = await AddAsync(client, @case, ("a.txt", "words"u8.ToArray()), ("Input.Title", "Door of 14 Larkspur Road"));
        Assert.Contains("Leave out postcodes and addresses", place.Document.QuerySelector("#Input_Title-error")!.TextContent, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(0, await db.Documents.CountAsync(d => d.CaseId == @case.Id, Ct));
    }

    [Fact]
    public async Task Nobody_opens_what_is_not_theirs()
    {
        var @case = await app.CarriedAsync("Canary Theirs");
        var idva = app.SignedInAs(Cast.Idva);
        await AddAsync(idva, @case, ("note.txt", "CNRY own words"u8.ToArray())); // nothing chosen: her service alone
        await AddAsync(idva, @case, ("order.pdf", Pdf("x")), ("Input.Reach", "Case"));
        var police = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.DoesNotContain("1. ", (await police.GetAsync($"/cases/{@case.Id}/documents")).Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await police.GetAsync($"/cases/{@case.Id}/documents/1")).Status);
        var shared = await police.GetAsync($"/cases/{@case.Id}/documents/2");
        Assert.Equal(HttpStatusCode.OK, shared.Status);
        Assert.DoesNotContain("Remove the file", shared.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await police.GetAsync($"/cases/{@case.Id}/documents/2/change")).Status);
        foreach (var path in new[] { "", "/2", "/2?handler=Picture", "/2/change" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/cases/{@case.Id}/documents{path}")).Status);
        }

        await app.RestrictAsync(@case.VictimId);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync($"/cases/{@case.Id}/documents/2")).Status);
        await app.ExcludeAsync(@case.VictimId, Cast.Idva.StaffId);
        Assert.Equal(HttpStatusCode.NotFound, (await idva.GetAsync($"/cases/{@case.Id}/documents/2")).Status);
    }

    [Fact]
    public async Task R6_11_A_photo_of_a_protected_place_opens_by_the_address_door_alone()
    {
        var @case = await app.CarriedAsync("Canary Door");
        var client = app.SignedInAs(Cast.Idva);
        await AddAsync(client, @case, ("door.jpg", Photo(withPlace: false)), ("Input.Reach", "Case"), ("Input.HoldsAddress", "true"));
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("Harbour House", null), AddressVisibility.Hidden, null, app.Clock.Now));

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/cases/{@case.Id}/documents/1?handler=Picture")).Status);
        var page = await client.GetAsync($"/cases/{@case.Id}/documents/1");
        Assert.Null(page.Document.QuerySelector("img.dar-picture"));
        var refused = await page.FillNamed("Reason", "To see the door").PressAsync("Save the file");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Only for staff named by the agency that owns this record", refused.Text, StringComparison.Ordinal);

        // Neither does taking the mark off go around the door, nor the end of the address.
        await app.ChangePersonAsync(@case.VictimId, p => p.EndAddress(p.Addresses.Single(a => a.Visibility is AddressVisibility.Hidden).Number, DateOnly.FromDateTime(app.Clock.Now.UtcDateTime), app.Clock.Now));
        var change = await client.GetAsync($"/cases/{@case.Id}/documents/1/change");
        var unticked = await client.PostAsync($"/cases/{@case.Id}/documents/1/change", change.FieldsFor("Save").Where(f => f.Key != "Input.HoldsAddress"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unticked.Status);
        Assert.Contains("Only for staff named by the agency that owns this record", unticked.Document.QuerySelector("#Input_HoldsAddress-error")?.TextContent ?? "", StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.True(await db.Documents.Where(d => d.CaseId == @case.Id).Select(d => d.HoldsAddress).SingleAsync(Ct));
        Assert.Equal(2, await db.RecordEvents.CountAsync(e => e.PersonId == @case.VictimId && e.Name == "AddressRefused", Ct));
    }

    [Fact]
    public async Task R6_11_Who_may_see_the_address_takes_the_mark_off_and_that_is_written_down()
    {
        var @case = await app.CarriedAsync("Canary Lifted");
        var client = app.SignedInAs(Cast.Idva);
        byte[] film = [0, 0, 0, 16, .. "ftypmp42"u8, 0, 0, 0, 0, 0, 0, 0, 30, 0xA9, .. "xyz"u8, 0, 18, 0, 0, .. "+52.1234-001.1234/"u8];
        await AddAsync(client, @case, ("film.mp4", film), ("Input.Reach", "Case"));
        Assert.Contains("says in itself where it was made", (await client.GetAsync($"/cases/{@case.Id}/documents/1")).Text, StringComparison.Ordinal);

        var change = await client.GetAsync($"/cases/{@case.Id}/documents/1/change");
        var unticked = await client.PostAsync($"/cases/{@case.Id}/documents/1/change", change.FieldsFor("Save").Where(f => f.Key != "Input.HoldsAddress"));
        Assert.Equal(HttpStatusCode.Redirect, unticked.Status);
        await using var db = app.Database.Open();
        Assert.False(await db.Documents.Where(d => d.CaseId == @case.Id).Select(d => d.HoldsAddress).SingleAsync(Ct));
        Assert.Contains("true", await db.RecordEvents.Where(e => e.CaseId == @case.Id && e.Name == "DocumentChanged").Select(e => e.Details).SingleAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T19_Another_file_under_the_same_form_is_another_form_and_no_repeat()
    {
        var @case = await app.CarriedAsync("Canary Form");
        var client = app.SignedInAs(Cast.Idva);
        var fields = await FieldsAsync(client, @case);

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(client, @case, fields, ("a.txt", "one words"u8.ToArray()))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(client, @case, fields, ("a.txt", "one words"u8.ToArray()))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(client, @case, fields, ("a.txt", "two words"u8.ToArray()))).Status);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Documents.CountAsync(d => d.CaseId == @case.Id, Ct));
    }

    [Fact]
    public async Task A_removed_file_is_gone_and_that_it_was_here_stays()
    {
        var @case = await app.CarriedAsync("Canary Removed");
        var client = app.SignedInAs(Cast.Idva);
        await AddAsync(client, @case, ("a.txt", "CNRY words to go"u8.ToArray()), ("Input.Title", "Added in error"));
        var page = await client.GetAsync($"/cases/{@case.Id}/documents/1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.PressAsync("Remove the file")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await page.FillNamed("Because", "It belongs to another case").PressAsync("Remove the file")).Status);

        var after = await client.GetAsync($"/cases/{@case.Id}/documents/1");
        Assert.Contains("This document has been removed. Removed", after.Text, StringComparison.Ordinal);
        Assert.Contains("It belongs to another case", after.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await page.FillNamed("Reason", "Late").PressAsync("Save the file")).Status);
        Assert.Contains("A document was removed", (await client.GetAsync($"/cases/{@case.Id}/chronology")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(0, await db.DocumentBytes.CountAsync(b => db.Documents.Any(d => d.Id == b.DocumentId && d.CaseId == @case.Id), Ct));
    }

    [Fact]
    public async Task What_is_known_of_a_document_can_be_changed_and_who_saves_second_sees_both()
    {
        var @case = await app.CarriedAsync("Canary Changed");
        var client = app.SignedInAs(Cast.Idva);
        await AddAsync(client, @case, ("a.txt", "words"u8.ToArray()));
        var (one, two) = (await client.GetAsync($"/cases/{@case.Id}/documents/1/change"), await client.GetAsync($"/cases/{@case.Id}/documents/1/change"));
        Assert.Equal(HttpStatusCode.Redirect, (await one.FillNamed("Input.Title", "First title").PressAsync("Save")).Status);
        var second = await two.FillNamed("Input.Title", "Second title").PressAsync("Save");
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("First title", second.Text, StringComparison.Ordinal);
        Assert.Contains("Second title", second.Text, StringComparison.Ordinal);
    }

    private static async Task<PageUnderTest> AddAsync(PageClient client, Case @case, (string Name, byte[] Bytes)? file, params (string, string)[] typed) =>
        await PostAsync(client, @case, await FieldsAsync(client, @case, typed), file);

    private static async Task<List<KeyValuePair<string, string>>> FieldsAsync(PageClient client, Case @case, params (string Name, string Value)[] typed)
    {
        var page = await client.GetAsync($"/cases/{@case.Id}/documents");
        foreach (var (name, value) in typed)
        {
            page.FillNamed(name, value);
        }

        return [.. page.FieldsFor("Add").Where(f => f.Key != "Files")];
    }

    private static async Task<PageUnderTest> PostAsync(PageClient client, Case @case, List<KeyValuePair<string, string>> fields, (string Name, byte[] Bytes)? file)
    {
        using MultipartFormDataContent form = new();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        if (file is { } sent)
        {
            ByteArrayContent content = new(sent.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, "\"Files\"", $"\"{sent.Name}\"");
        }

        return await client.SendAsync($"/cases/{@case.Id}/documents", form);
    }

    /// <summary>A JPEG, with a segment that says where it was taken.</summary>
    private static byte[] Photo(bool withPlace)
    {
        using SKBitmap picture = new(64, 48);
        picture.Erase(SKColors.Teal);
        using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
        var plain = encoded.ToArray();
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*\0\0\0\u0008\0\0"u8, .. Encoding.ASCII.GetBytes("GPSLatitude CNRY-GPS 52.1234")];
        return withPlace ? [.. plain[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. plain[2..]] : plain;
    }

    private static byte[] Pdf(string words) => Encoding.ASCII.GetBytes($"%PDF-1.7\n% {words}\ntrailer\n%%EOF\n");

    private static byte[] Zip(params (string Name, int Size)[] parts)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, size) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(new byte[size]);
            }
        }

        return stream.ToArray();
    }
}
