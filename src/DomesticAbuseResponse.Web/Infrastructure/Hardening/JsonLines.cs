using System.Collections.Frozen;
using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// A log line as one JSON object: time (UTC), level, message, trace, exception, properties. It leaves out what the
/// framework adds of its own accord and may name a record or a person's machine.
/// </summary>
public sealed class JsonLines : ITextFormatter
{
    private static readonly JsonValueFormatter _values = new(typeTagName: null);
    private static readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);

    private static readonly FrozenSet<string> _leftOut = FrozenSet.Create(StringComparer.Ordinal,
        "RequestPath", "RequestId", "ConnectionId", "TraceId", "SpanId", "ParentId", "ActionId", "EventId", "{OriginalFormat}");

    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"time\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write("\",\"level\":\"");
        output.Write(logEvent.Level);
        output.Write("\",\"message\":");
        using (var message = new StringWriter(CultureInfo.InvariantCulture))
        {
            _message.Format(logEvent, message);
            Text(message.ToString(), output);
        }

        if (logEvent.TraceId is { } trace)
        {
            output.Write($",\"trace\":\"{trace.ToHexString()}\"");
        }

        if (logEvent.Exception is { } exception)
        {
            output.Write(",\"exception\":");
            Text(exception.ToString(), output);
        }

        foreach (var (name, value) in logEvent.Properties.Where(p => !_leftOut.Contains(p.Key)))
        {
            output.Write(',');
            Text(name, output);
            output.Write(':');
            _values.Format(value, output);
        }

        output.WriteLine('}');
    }

    private static void Text(string text, TextWriter output) => JsonValueFormatter.WriteQuotedJsonString(text, output);
}
