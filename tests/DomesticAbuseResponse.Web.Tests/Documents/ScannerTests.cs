using System.Net;
using System.Net.Sockets;
using System.Text;
using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Plans;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Documents;

/// <summary>Where a scanner is set up, no file opens before it has been scanned (T19).</summary>
public sealed class ScannerTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stream: OK\0", ScanAnswer.Clean)]
    [InlineData("stream: Eicar-Test-Signature FOUND\0", ScanAnswer.Infected)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanAnswer.Refused)]
    [InlineData("", ScanAnswer.Refused)]
    public async Task It_is_asked_in_its_own_words_and_gets_the_whole_file(string says, ScanAnswer answer)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var file = new byte[150_000];
        Random.Shared.NextBytes(file);
        var heard = HearAsync(listener, says);
        ClamdScanner scanner = new(new ScannerOptions { ClamdHost = "127.0.0.1", ClamdPort = ((IPEndPoint)listener.LocalEndpoint).Port });

        Assert.Equal(answer, await scanner.ScanAsync(file, Ct));
        Assert.Equal(file, await heard);
        listener.Stop();
        Assert.Equal(ScanAnswer.Silent, await scanner.ScanAsync(file, Ct));
    }

    [Fact]
    public async Task While_it_is_silent_a_file_waits_and_does_not_open_and_what_it_then_finds_is_removed()
    {
        var @case = await app.CarriedAsync("Canary Scanned");
        Told told = new() { Answer = ScanAnswer.Silent };
        await using var scope = app.Services.CreateAsyncScope();
        var add = ActivatorUtilities.CreateInstance<AddDocuments>(scope.ServiceProvider, told);
        foreach (var text in new[] { "good words", "bad words" })
        {
            (await add.HandleAsync(Cast.Idva, new(@case.Id, new DocumentFacts(null, DocumentKind.Other, null, null, null, null, DocumentReach.Case, false), [new SentFile("a.txt", Encoding.ASCII.GetBytes(text))]), Ct)).Given();
        }

        Assert.Equal("document.scan", (await OpenAsync(@case, 1)).Refused().Code);
        var scan = ActivatorUtilities.CreateInstance<ScanDocuments>(scope.ServiceProvider, told);
        Assert.Equal(0, await scan.HandleAsync(Actor.System, Ct));
        told.Bad = "bad words";
        Assert.Equal(1, await scan.HandleAsync(Actor.System, Ct)); // it answers for one, and nothing for the other
        Assert.Equal("document.scan", (await OpenAsync(@case, 1)).Refused().Code);
        told.Answer = ScanAnswer.Clean;
        Assert.Equal(1, await scan.HandleAsync(Actor.System, Ct));

        Assert.Equal("good words", Encoding.ASCII.GetString((await OpenAsync(@case, 1)).Given().Bytes));
        Assert.Equal("document.removed", (await OpenAsync(@case, 2)).Refused().Code);
        var infected = await add.HandleAsync(Cast.Idva, new(@case.Id, new DocumentFacts(null, DocumentKind.Other, null, null, null, null, DocumentReach.Case, false), [new SentFile("a.txt", "bad words"u8.ToArray())]), Ct);
        Assert.Contains("found malware", infected.Refused().Message, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.DocumentBytes.CountAsync(b => db.Documents.Any(d => d.Id == b.DocumentId && d.CaseId == @case.Id), Ct));
    }

    private Task<Result<OpenDocument.Handed>> OpenAsync(Case @case, int number) => app.RunAsync<OpenDocument, Result<OpenDocument.Handed>>(open => open.HandleAsync(Cast.Idva, new(@case.Id, number, "To read it"), Ct));

    /// <summary>Reads what clamd would be sent, and answers.</summary>
    private static async Task<byte[]> HearAsync(TcpListener listener, string says)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        await using var stream = client.GetStream();
        var head = new byte[10];
        await stream.ReadExactlyAsync(head, Ct);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(head));
        using MemoryStream file = new();
        var size = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(size, Ct);
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(size);
            if (length == 0)
            {
                break;
            }

            var part = new byte[length];
            await stream.ReadExactlyAsync(part, Ct);
            file.Write(part);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(says), Ct);
        return file.ToArray();
    }

    private sealed class Told : IFileScanner
    {
        public ScanAnswer Answer { get; set; }

        public string? Bad { get; set; }

        public bool IsSetUp => true;

        public Task<ScanAnswer> ScanAsync(ReadOnlyMemory<byte> file, CancellationToken ct) =>
            Task.FromResult(Bad is not null && Encoding.ASCII.GetString(file.Span) == Bad ? ScanAnswer.Infected : Answer);
    }
}
