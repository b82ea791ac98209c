using System.Globalization;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>
/// Shows how far long work has come, on standard error: a bar that redraws itself on a terminal, and a plain line at
/// most every five seconds elsewhere. Work done within a second shows nothing. Disposing it ends the line.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const int _cells = 30;
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _line = TimeSpan.FromSeconds(5);

    private readonly Terminal _terminal;
    private readonly string _work;
    private readonly long _total;
    private readonly long _started;
    private TimeSpan _next;
    private int _drawn;

    /// <param name="work">What is being done, as a noun phrase: "Loading incidents".</param>
    /// <param name="total">0 when it is not known.</param>
    public ProgressBar(Terminal terminal, string work, long total)
    {
        (_terminal, _work, _total) = (terminal, work, total);
        _started = terminal.Clock.GetTimestamp();
        _next = terminal.ErrorIsTerminal ? _quiet : _line;
    }

    /// <summary>Cheap enough to call for each item.</summary>
    public void Report(long done)
    {
        var elapsed = _terminal.Clock.GetElapsedTime(_started);

        if (elapsed < _next)
        {
            return;
        }

        _next = elapsed + (_terminal.ErrorIsTerminal ? _redraw : _line);
        Draw(done, elapsed);
    }

    public void Dispose()
    {
        if (_drawn > 0 && _terminal.ErrorIsTerminal)
        {
            _terminal.Error.WriteLine();
            _terminal.Error.Flush();
        }
    }

    private void Draw(long done, TimeSpan elapsed)
    {
        var text = _total > 0 ? WithTotal(Math.Min(done, _total), elapsed) : Format($"{_work}: {done:N0}");

        if (_terminal.ErrorIsTerminal)
        {
            _terminal.Error.Write("\r" + text.PadRight(_drawn));
            _drawn = text.Length;
        }
        else
        {
            _terminal.Error.WriteLine(text);
        }

        _terminal.Error.Flush();
    }

    private string WithTotal(long done, TimeSpan elapsed)
    {
        var share = (double)done / _total;
        var left = done == 0 ? "" : $", {Words(elapsed * ((1 - share) / share))} left";
        var counts = Format($"{(int)(share * 100)} % ({done:N0} of {_total:N0}){left}");
        var full = (int)(share * _cells);

        return _terminal.ErrorIsTerminal
            ? $"{_work} [{new string('#', full)}{new string('.', _cells - full)}] {counts}"
            : $"{_work}: {counts}";
    }

    private static string Words(TimeSpan time) => time.TotalSeconds < 90
        ? Format($"{Math.Ceiling(time.TotalSeconds):0} s")
        : Format($"{Math.Ceiling(time.TotalMinutes):0} min");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
