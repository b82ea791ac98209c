using System.IO.Compression;
using System.Text;
using DomesticAbuseResponse.Domain.Documents;

namespace DomesticAbuseResponse.Domain.Tests.Documents;

/// <summary>A file is what its name says, one kind alone, and of a reasonable size (T19).</summary>
public sealed class FileCheckTests
{
    private static readonly byte[] _pdf = "%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"u8.ToArray();
    private static readonly byte[] _jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9];
    private static readonly byte[] _docx = Zip("[Content_Types].xml", "word/document.xml");

    public static TheoryData<string, byte[], FileKind> Good => new()
    {
        { "order.pdf", _pdf, FileKind.Pdf }, { "Order of 3.12.2026.PDF", _pdf, FileKind.Pdf }, { "a.jpg", _jpeg, FileKind.Jpeg }, { "a.JPEG", _jpeg, FileKind.Jpeg },
        { "statement.v2.docx", _docx, FileKind.Docx }, { "list.xlsx", Zip("[Content_Types].xml", "xl/workbook.xml"), FileKind.Xlsx }, { "words.txt", "Caf\u00e9, 5 < 6"u8.ToArray(), FileKind.Text },
        { "call.mp3", "ID3\u0003 sound"u8.ToArray(), FileKind.Mp3 }, { "call.wav", [.. "RIFF"u8, 1, 0, 0, 0, .. "WAVEfmt "u8], FileKind.Wav }, { "film.mp4", [0, 0, 0, 24, .. "ftypmp42"u8, 0], FileKind.Mp4 }, { "call.m4a", [0, 0, 0, 24, .. "ftypM4A "u8, 0], FileKind.M4a },
    };

    [Theory, MemberData(nameof(Good))]
    public void What_is_what_it_says_is_taken(string name, byte[] bytes, FileKind kind) => Assert.Equal(kind, Check(name, bytes).Match(k => (FileKind?)k, _ => null));

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "a", _pdf }, { ".pdf", [] }, { "a.svg", "<svg/>"u8.ToArray() }, { "a.html", _pdf }, { "a.exe", _pdf }, { "a.zip", _docx }, { "a.docm", _docx }, { "a.heic", _jpeg }, { "a.gif", "GIF89a"u8.ToArray() },
        { "a.exe.pdf", _pdf }, { "a.php.jpg", _jpeg }, { "a.jpg.pdf", _pdf }, { "a.pdf.exe", _pdf }, { "a/b.pdf", _pdf }, { "a\\b.pdf", _pdf }, { "a\u202Efdp.pdf", _pdf }, { "a\0.pdf", _pdf },
        { "a.pdf", [] }, { "a.pdf", _jpeg }, { "a.jpg", _pdf }, { "a.png", _jpeg }, { "a.pdf", "%PDF-1.7 cut off"u8.ToArray() }, { "a.pdf", [.. "  "u8, .. _pdf] }, { "a.pdf", "MZ"u8.ToArray() },
        { "a.pdf", [.. _pdf, .. _docx] }, { "a.jpg", [.. _jpeg, .. _docx] }, { "a.jpg", [.. _jpeg, .. "<?php system($_GET['c']);"u8] }, { "a.jpg", [.. _jpeg, .. "<script>alert(1)</script>"u8] }, { "a.jpg", [.. _jpeg, .. _pdf] },
        { "a.pdf", [.. "%PDF-1.7\n<html><script>"u8, .. _pdf] }, { "a.docx", [.. _docx, .. "more"u8] }, { "a.docx", [.. "GIF89a"u8, .. _docx] }, { "a.xlsx", _docx }, { "a.docx", Zip("word/document.xml") },
        { "a.docx", Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin") }, { "a.docx", Zip("[Content_Types].xml", "word/document.xml", "../../etc/passwd") }, { "a.docx", Zip("[Content_Types].xml", "word/document.xml", "word/document.xml") },
        { "a.docx", Bomb(60 * 1024 * 1024) }, { "a.docx", [.. "PK\u0003\u0004"u8, .. new byte[40]] }, { "a.docx", "PK\u0003\u0004"u8.ToArray() },
        { "a.txt", [0x4D, 0x5A, 0x90, 0x00] }, { "a.txt", "<html><body>"u8.ToArray() }, { "a.txt", "#!/bin/sh"u8.ToArray() }, { "a.txt", "hello <SCRIPT>"u8.ToArray() }, { "a.txt", _pdf }, { "a.txt", "{\\rtf1"u8.ToArray() },
        { "a.mp3", "MZ..."u8.ToArray() }, { "a.wav", "RIFF....AVI "u8.ToArray() }, { "a.mp4", [0, 0, 0, 24, .. "moov"u8, 0, 0, 0, 0, 0, 0] }, { "a.mp3", [.. "ID3"u8, .. _docx] }, { "a.png", [0x89, 0x50] }, { "a.jpg", [0xFF] },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void What_is_not_is_refused_in_words(string name, byte[] bytes)
    {
        var refusal = Check(name, bytes).Refusal;
        Assert.Equal("document.file", refusal?.Code);
        Assert.EndsWith(".", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void R6_11_A_film_or_recording_that_says_where_it_was_made_is_seen()
    {
        byte[] head = [0, 0, 0, 16, .. "ftypmp42"u8, 0, 0, 0, 0];
        byte[][] telling = [[0, 0, 0, 30, 0xA9, .. "xyz"u8, 0, 18, 0, 0, .. "+52.1234-001.1234/"u8], [0, 0, 0, 40, .. "loci"u8, 0, 0, 0, 0], [.. "com.apple.quicktime.location.ISO6709"u8]];
        Assert.All(telling, t => Assert.True(FileCheck.TellsPlace(FileKind.Mp4, [.. head, .. t]) && FileCheck.TellsPlace(FileKind.M4a, [.. head, .. t])));
        Assert.False(FileCheck.TellsPlace(FileKind.Mp4, [.. head, 0x7F, 0, 0, 0, .. "loci"u8, .. "loci"u8])); // sound that happens to spell it
        Assert.False(FileCheck.TellsPlace(FileKind.Mp4, head));
        Assert.False(FileCheck.TellsPlace(FileKind.Text, "location.ISO6709"u8));
    }

    [Fact]
    public void A_file_larger_than_the_setting_is_refused()
    {
        var settings = DocumentSettings.Default with { MaxMegabytes = 1 };
        Assert.Contains("larger than 1 MB", FileCheck.Of("a.txt", Encoding.ASCII.GetBytes(new string('a', (1024 * 1024) + 1)), settings).Refusal?.Message, StringComparison.Ordinal);
        Assert.NotNull((settings with { MaxMegabytes = 26 }).Check());
        Assert.Null(settings.Check());
    }

    [Fact]
    public void Bytes_at_random_are_no_error()
    {
        Random random = new(1);
        foreach (var name in new[] { "a.jpg", "a.png", "a.pdf", "a.docx", "a.xlsx", "a.txt", "a.mp3", "a.mp4", "a.m4a", "a.wav" })
        {
            for (var n = 0; n < 60; n++)
            {
                var bytes = new byte[random.Next(0, 200)];
                random.NextBytes(bytes);
                Assert.NotNull(Check(name, [.. n % 2 == 0 ? _docx[..Math.Min(n * 4, _docx.Length)] : [], .. bytes]).Match(k => (object)k, r => r));
            }
        }
    }

    private static Result<FileKind> Check(string name, byte[] bytes) => FileCheck.Of(name, bytes, DocumentSettings.Default);

    private static byte[] Zip(params string[] names)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write("<xml/>"u8);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Bomb(int size)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("[Content_Types].xml");
            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.SmallestSize).Open();
            part.Write(new byte[size]);
        }

        return stream.ToArray();
    }
}
