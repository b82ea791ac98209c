using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>
/// The style sheets, scripts and pictures of wwwroot, compressed once and served under an address that changes with
/// their content, so that a browser keeps them for good and never shows an old one. Nothing else is served as a file.
/// </summary>
public sealed class Assets
{
    private static readonly FrozenDictionary<string, string> _types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> _files;

    public Assets(IWebHostEnvironment environment)
    {
        _files = Read(environment.WebRootFileProvider, "").ToFrozenDictionary(a => a.Path, StringComparer.Ordinal);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in _files.Values.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            hash.AppendData(file.Plain);
        }

        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    /// <summary>One version for all of them, so that a script may import its neighbour by a relative address.</summary>
    public string Version { get; }

    public string Url(string path) => _files.ContainsKey(path)
        ? $"/assets/{Version}/{path}"
        : throw new ArgumentException($"There is no '{path}' in wwwroot.", nameof(path));

    /// <summary>A script as it stands, for whoever serves it under another address.</summary>
    public string TextOf(string path) => System.Text.Encoding.UTF8.GetString(_files[path].Plain);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/assets/{version}/{**path}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous().DisableRateLimiting();

    private async Task ServeAsync(HttpContext context, string version, string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (encoding, body) = file.For(context.Request.Headers.AcceptEncoding.ToString());
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.Vary = "Accept-Encoding";
        context.Response.Headers.ContentEncoding = encoding;
        // A page from before a release may still ask by the old version: it gets today's file, but does not keep it.
        context.Response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static IEnumerable<Asset> Read(IFileProvider root, string folder)
    {
        foreach (var file in root.GetDirectoryContents(folder))
        {
            var path = folder.Length == 0 ? file.Name : $"{folder}/{file.Name}";
            if (file.IsDirectory)
            {
                foreach (var inner in Read(root, path))
                {
                    yield return inner;
                }
            }
            else if (_types.TryGetValue(Path.GetExtension(file.Name), out var type))
            {
                using var stream = file.CreateReadStream();
                var bytes = new byte[file.Length];
                stream.ReadExactly(bytes);
                yield return new Asset(path, type, bytes);
            }
        }
    }

    private sealed class Asset(string path, string type, byte[] plain)
    {
        private readonly Lazy<byte[]> _brotli = new(() => Compress(plain, s => new BrotliStream(s, CompressionLevel.SmallestSize)));
        private readonly Lazy<byte[]> _gzip = new(() => Compress(plain, s => new GZipStream(s, CompressionLevel.SmallestSize)));

        public string Path => path;

        public string Type => type;

        public byte[] Plain => plain;

        public (string? Encoding, byte[] Body) For(string accepted) =>
            type == "image/png" ? (null, plain)
            : accepted.Contains("br", StringComparison.Ordinal) ? ("br", _brotli.Value)
            : accepted.Contains("gzip", StringComparison.Ordinal) ? ("gzip", _gzip.Value)
            : (null, plain);

        private static byte[] Compress(byte[] plain, Func<Stream, Stream> through)
        {
            using var to = new MemoryStream();
            using (var stream = through(to))
            {
                stream.Write(plain);
            }

            return to.ToArray();
        }
    }
}
