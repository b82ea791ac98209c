using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

/// <summary>A form that cannot be read is its sender's mistake, not ours.</summary>
public sealed class UnreadableFormTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("multipart/form-data; boundary=cut", "--cut\r\nContent-Disposition: form-data; name=\"Input.Name\"\r\n\r\nCana")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "Input.Name=Canary")]
    [InlineData("application/x-www-form-urlencoded; charset=\"UTF-7\"", "Input.Name=Canary")]
    public async Task It_is_answered_with_400(string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await app.SignedInAs(Cast.SafeguardingOfficer).Http.PostAsync("/people/new", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
