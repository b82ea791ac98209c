using SkiaSharp;

namespace DomesticAbuseResponse.Application.Documents;

/// <summary>A picture as it is kept, and a smaller one to look at. Both are JPEG and hold nothing but the picture.</summary>
internal sealed record DrawnPicture(byte[] Content, byte[] Preview);

/// <summary>Draws a picture anew, so that nothing of the file it came in is left: no place, no device, no hidden second file (T19).</summary>
internal static class Pictures
{
    /// <summary>Width times height. A file of a few kilobytes can say it is larger, and would take all memory.</summary>
    private const long _mostPixels = 120_000_000;

    /// <summary>Of what is unpacked: a JPEG is read smaller than it is, a PNG cannot be.</summary>
    private const long _mostUnpacked = 32_000_000;

    /// <summary>Each takes its memory while it is drawn, so that no more than these are at once.</summary>
    private static readonly SemaphoreSlim _places = new(2);

    private const int _longestSide = 4000;
    private const int _longestPreview = 1000;

    /// <returns>Null where it is no picture that can be read.</returns>
    public static async Task<DrawnPicture?> DrawAsync(byte[] file, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        try
        {
            return Draw(file);
        }
        finally
        {
            _places.Release();
        }
    }

    private static DrawnPicture? Draw(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png) || codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > _mostPixels)
        {
            return null;
        }

        var size = codec.GetScaledDimensions(Math.Min(1f, (float)_longestSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        if ((long)size.Width * size.Height > _mostUnpacked)
        {
            return null;
        }

        using var read = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(read.Info, read.GetPixels()) is not SKCodecResult.Success)
        {
            return null;
        }

        return new DrawnPicture(Encode(read, codec.EncodedOrigin, _longestSide, 88), Encode(read, codec.EncodedOrigin, _longestPreview, 72));
    }

    private static byte[] Encode(SKBitmap picture, SKEncodedOrigin origin, int longest, int quality)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var scale = Math.Min(1f, (float)longest / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(picture.Width * scale)), Math.Max(1, (int)MathF.Round(picture.Height * scale)));
        using var surface = new SKBitmap(turned ? height : width, turned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(surface))
        using (var image = SKImage.FromBitmap(picture))
        {
            canvas.Clear(SKColors.White);
            canvas.SetMatrix(Upright(origin, width, height));
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var encoded = surface.Encode(SKEncodedImageFormat.Jpeg, quality);
        return encoded.ToArray();
    }

    /// <summary>As the camera was held, since the drawn picture no longer says how.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
