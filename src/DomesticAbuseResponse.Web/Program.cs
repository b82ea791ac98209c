var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages();
var app = builder.Build();
app.MapRazorPages();
await app.RunAsync();

namespace DomesticAbuseResponse.Web
{
    public partial class Program;
}
