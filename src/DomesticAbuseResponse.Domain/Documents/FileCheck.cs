using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace DomesticAbuseResponse.Domain.Documents;

/// <summary>What can be added to a case. Anything else is refused.</summary>
public enum FileKind
{
    Jpeg,
    Png,
    Pdf,
    Docx,
    Xlsx,
    Text,
    Mp3,
    Mp4,
    M4a,
    Wav,
}

/// <summary>An agency's limits.</summary>
/// <param name="MaxMegabytes">Of one file.</param>
/// <param name="MostPerCase">Files that a case holds.</param>
/// <param name="CaseMegabytes">Of all files of a case together.</param>
/// <param name="MostPerHour">Files that one person adds in an hour.</param>
public sealed record DocumentSettings(string Version, int MaxMegabytes, int MostPerCase, int CaseMegabytes, int MostPerHour)
{
    /// <summary>What one sending takes, in megabytes: the page is built for no more.</summary>
    public const int MaxSending = 25;

    public static DocumentSettings Default { get; } = new("default-1", 20, 200, 500, 60);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() => MaxMegabytes is < 1 or > MaxSending || MostPerCase is < 1 or > 2000 || CaseMegabytes is < 1 or > 20000 || MostPerHour is < 1 or > 1000
        ? new("documents.range", $"A file has 1 to {MaxSending} megabytes, a case 1 to 2,000 files and 1 to 20,000 megabytes, and one person adds 1 to 1,000 files an hour.")
        : null;
}

/// <summary>
/// Whether a file is what its name says and one of the kinds that are taken (T19). The name and the first bytes must agree, what is two kinds at once is refused, and so is an
/// archive that unpacks to far more than it is. Pure: it looks at the bytes and opens nothing.
/// </summary>
public static class FileCheck
{
    private const int _mostParts = 4000;
    private const long _mostUnpacked = 300L * 1024 * 1024;
    private const int _mostTimes = 200;

    private static readonly FrozenDictionary<string, FileKind> _endings = new Dictionary<string, FileKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["jpg"] = FileKind.Jpeg,
        ["jpeg"] = FileKind.Jpeg,
        ["png"] = FileKind.Png,
        ["pdf"] = FileKind.Pdf,
        ["docx"] = FileKind.Docx,
        ["xlsx"] = FileKind.Xlsx,
        ["txt"] = FileKind.Text,
        ["mp3"] = FileKind.Mp3,
        ["mp4"] = FileKind.Mp4,
        ["m4a"] = FileKind.M4a,
        ["wav"] = FileKind.Wav,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Endings that hide behind another one: "letter.pdf.exe", "photo.php.jpg".</summary>
    private static readonly FrozenSet<string> _hidden =
        "exe com scr bat cmd ps1 vbs js jse wsf hta msi msp jar php phtml asp aspx jsp cgi pl py sh svg html htm xhtml xml xsl swf lnk iso img dll docm xlsm pptm rtf zip rar 7z gz tar"
            .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a browser offers to choose from.</summary>
    public static string Accept => $"image/*,{string.Join(',', _endings.Keys.Order(StringComparer.Ordinal).Select(e => $".{e}"))}";

    /// <summary>The kinds in words.</summary>
    public const string Taken = "JPEG, PNG, PDF, Word (docx), Excel (xlsx), text, MP3, MP4, M4A or WAV";

    public static bool IsPicture(FileKind kind) => kind is FileKind.Jpeg or FileKind.Png;

    /// <summary>The ending under which it is handed out, whatever it was called.</summary>
    public static string EndingOf(FileKind kind) => kind is FileKind.Text ? "txt" : kind is FileKind.Jpeg or FileKind.Png ? "jpg" : kind.ToString().ToLowerInvariant();

    /// <param name="name">As the browser sent it; it is read for its ending and kept nowhere.</param>
    public static Result<FileKind> Of(string name, ReadOnlySpan<byte> bytes, DocumentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(settings);
        string[] parts = name.Split('.');
        if (parts.Length < 2 || !_endings.TryGetValue(parts[^1].Trim(), out var kind))
        {
            return Wrong($"This kind of file is not taken. Add a {Taken} file.");
        }

        if (name.Any(c => char.IsControl(c) || c is '/' or '\\' or '\u202E') || parts[1..^1].Any(p => _hidden.Contains(p.Trim()) || _endings.ContainsKey(p.Trim())))
        {
            return Wrong("The name has two endings. Give the file a plain name and add it again.");
        }

        if (bytes.IsEmpty)
        {
            return Wrong("The file is empty.");
        }

        if (bytes.Length > settings.MaxMegabytes * 1024L * 1024)
        {
            return Wrong($"The file is larger than {settings.MaxMegabytes} MB.");
        }

        if (!Begins(kind, bytes))
        {
            return Wrong("The file is not what its name says. Save it again in the program it was made with, and add it.");
        }

        return (kind, IsTwoKinds(kind, bytes)) switch
        {
            (_, true) => Wrong("The file is two kinds of file at once. It is not taken."),
            (FileKind.Docx or FileKind.Xlsx, _) when Unpacked(kind, bytes) is { } wrong => wrong,
            _ => kind,
        };
    }

    /// <summary>Whether a film or recording says where it was made. It is kept as it came, so it is as protected as the place may be (R6.11).</summary>
    public static bool TellsPlace(FileKind kind, ReadOnlySpan<byte> bytes) =>
        kind is FileKind.Mp4 or FileKind.M4a && (HoldsAtom(bytes, [0xA9, (byte)'x', (byte)'y', (byte)'z']) || HoldsAtom(bytes, "loci"u8) || Holds(bytes, "location.ISO6709"u8));

    /// <summary>The sign with a likely length before it, so that sound which happens to spell it is not taken for it.</summary>
    private static bool HoldsAtom(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sign)
    {
        for (var (from, at) = (0, bytes.IndexOf(sign)); at >= 0; from += at + 1, at = bytes[from..].IndexOf(sign))
        {
            if (from + at >= 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes[(from + at - 4)..]) is > 8 and < 65536)
            {
                return true;
            }
        }

        return false;
    }

    private static Refusal Wrong(string words) => new("document.file", words);

    private static bool Begins(FileKind kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        FileKind.Jpeg => bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]),
        FileKind.Png => bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        FileKind.Pdf => bytes.StartsWith("%PDF-1."u8) || bytes.StartsWith("%PDF-2."u8) ? bytes[^Math.Min(bytes.Length, 1100)..].IndexOf("%%EOF"u8) >= 0 : false,
        FileKind.Docx or FileKind.Xlsx => bytes.StartsWith("PK\u0003\u0004"u8),
        FileKind.Mp3 => bytes.StartsWith("ID3"u8) || (bytes.Length > 3 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0 && (bytes[1] & 0x06) != 0),
        FileKind.Wav => bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WAVE"u8),
        FileKind.M4a => bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8) && (bytes[8..11].SequenceEqual("M4A"u8) || bytes[8..12].SequenceEqual("mp42"u8) || bytes[8..12].SequenceEqual("isom"u8)),
        FileKind.Mp4 => bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8),
        _ => IsText(bytes),
    };

    /// <summary>Words that a person can read, and none that a program runs.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return bytes.Length % 2 == 0;
        }

        foreach (var b in bytes)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C))
            {
                return false;
            }
        }

        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return !head.StartsWith('<') && !head.StartsWith("%PDF", StringComparison.Ordinal) && !head.StartsWith("#!", StringComparison.Ordinal) && !head.StartsWith("MZ", StringComparison.Ordinal)
            && !head.StartsWith("{\\rtf", StringComparison.Ordinal) && !head.Contains("<script", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One file that two programs read in two ways: an archive behind a picture, a document behind an archive.</summary>
    private static bool IsTwoKinds(FileKind kind, ReadOnlySpan<byte> bytes)
    {
        var isArchive = kind is FileKind.Docx or FileKind.Xlsx;
        var end = EndOfArchive(bytes);
        if (isArchive)
        {
            // The end of the archive is the end of the file, and nothing stands before it.
            return end < 0 || end + 22 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(end + 20)..]) != bytes.Length;
        }

        return end >= 0 || (kind is not FileKind.Pdf && bytes[..Math.Min(bytes.Length, 1100)].IndexOf("%PDF-"u8) >= 0)
            || (IsPicture(kind) && (Holds(bytes, "<?php"u8) || Holds(bytes, "<script"u8) || Holds(bytes, "<html"u8)))
            || (kind is FileKind.Pdf && bytes[..Math.Min(bytes.Length, 2048)].IndexOf("<html"u8) >= 0);
    }

    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sign) => bytes.IndexOf(sign) >= 0;

    /// <summary>Where the directory of an archive ends, by its last 64 KB; -1 where there is none.</summary>
    private static int EndOfArchive(ReadOnlySpan<byte> bytes)
    {
        var from = Math.Max(0, bytes.Length - 65557);
        var at = bytes[from..].LastIndexOf("PK\u0005\u0006"u8);
        return at < 0 || from + at + 22 > bytes.Length ? -1 : from + at;
    }

    /// <summary>Null where it unpacks to a document of its kind and of a reasonable size.</summary>
    private static Refusal? Unpacked(FileKind kind, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using MemoryStream stream = new(bytes.ToArray(), writable: false);
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            var (main, total) = (kind is FileKind.Docx ? "word/document.xml" : "xl/workbook.xml", 0L);
            if (archive.Entries.Count > _mostParts)
            {
                return Wrong("The file holds too many parts. It is not taken.");
            }

            var names = archive.Entries.Select(e => e.FullName).ToList();
            if (!names.Contains(main, StringComparer.OrdinalIgnoreCase) || !names.Contains("[Content_Types].xml", StringComparer.OrdinalIgnoreCase) || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count
                || names.Exists(n => n.Contains("..", StringComparison.Ordinal) || n.StartsWith('/') || n.Contains('\\', StringComparison.Ordinal)))
            {
                return Wrong("The file is not what its name says. Save it again in the program it was made with, and add it.");
            }

            if (names.Exists(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return Wrong("The file holds macros. Save it without them, and add it.");
            }

            var buffer = new byte[81920];
            foreach (var entry in archive.Entries)
            {
                // What it says of its own size may be a lie, so it is read; no further than the limit.
                using var part = entry.Open();
                for (int read; (read = part.Read(buffer)) > 0;)
                {
                    total += read;
                    if (total > _mostUnpacked || total > Math.Max(1024 * 1024, (long)bytes.Length * _mostTimes))
                    {
                        return Wrong("The file unpacks to far more than it is. It is not taken.");
                    }
                }
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return Wrong("The file is damaged. Save it again, and add it.");
        }
    }
}
