using DomesticAbuseResponse.Application;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;

var builder = WebApplication.CreateBuilder(args);
await using var database = await builder.UseDatabaseAsync();

#pragma warning disable RS0030 // the one place that chooses the clock
builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
builder.Services.AddApplication(services => services.GetRequiredService<IConfiguration>().Database());
builder.Services.AddForms();
builder.Services.AddShell(builder.Configuration);

var app = builder.Build();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapShell();
await app.RunAsync();

namespace DomesticAbuseResponse.Web
{
    public partial class Program;
}
