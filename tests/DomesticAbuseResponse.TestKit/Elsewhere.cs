using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Lets a test's browser be in another place: the address in its header stands for the connection's.</summary>
public sealed class Elsewhere : IStartupFilter
{
    public const string Header = "X-Test-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Header].FirstOrDefault() ?? "198.51.100.20");
            return rest(context);
        });
        next(app);
    };
}
