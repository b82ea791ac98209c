namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// A url-encoded body without its NUL characters ("%00", or the byte itself). The framework refuses a whole form for one of them, and with it
/// everything typed; no other control character costs anybody their words.
/// </summary>
public sealed class NulFreeStream(Stream body) : Stream
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly byte[] _begun = new byte[2]; // "%" or "%0", which the next bytes may complete
    private int _begunLength;
    private int _from;
    private int _to;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_from == _to && !_ended)
        {
            var held = _begunLength;
            _begun.AsSpan(0, held).CopyTo(_buffer);
            var count = await body.ReadAsync(_buffer.AsMemory(held), cancellationToken);
            _ended = count == 0;
            (_from, _to) = (0, Clean(_buffer.AsSpan(0, held + count)));
        }

        var length = Math.Min(buffer.Length, _to - _from);
        _buffer.AsMemory(_from, length).CopyTo(buffer);
        _from += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read without blocking.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Moves what is not NUL to the front and answers how much it is; an unfinished "%" or "%0" at the end waits for the next bytes.</summary>
    private int Clean(Span<byte> bytes)
    {
        var kept = 0;
        _begunLength = 0;
        for (var n = 0; n < bytes.Length; n++)
        {
            var rest = bytes[n..];
            if (rest.StartsWith("%00"u8))
            {
                n += 2;
            }
            else if (!_ended && rest.Length < 3 && "%00"u8.StartsWith(rest))
            {
                rest.CopyTo(_begun);
                _begunLength = rest.Length;
                break;
            }
            else if (bytes[n] != 0)
            {
                bytes[kept++] = bytes[n];
            }
        }

        return kept;
    }
}
