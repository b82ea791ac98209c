using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>Signing in leads nowhere but to a page of this site.</summary>
public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/cases/0198f4a2-0000-7000-8000-000000000000")]
    [InlineData("/incidents?page=2&grade=High")]
    [InlineData("/search/abc?q=a%20b")]
    public void A_path_of_this_site_is_kept(string path) => Assert.Equal(path, LocalPath.OrHome(path));

    [Theory]
    [InlineData("/incidents/log?handler=AddPerson", "/incidents/log")]
    [InlineData("/incidents/log?a=1&Handler=Pick&role=Victim", "/incidents/log?a=1&role=Victim")]
    public void The_name_of_a_handler_is_no_place_to_come_back_to(string path, string page) => Assert.Equal(page, LocalPath.OrHome(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("cases")]
    [InlineData("https://evil.example")]
    [InlineData("http:evil.example")]
    [InlineData("HTTPS://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("////evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/\\/evil.example")]
    [InlineData("//evil.example@localhost")]
    [InlineData("//localhost@evil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("/\tevil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/\r\n/evil.example")]
    [InlineData("/\0/evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("javascript://localhost/%0aalert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/cases\r\nSet-Cookie: dar=x")]
    [InlineData("/\u2028/evil.example")]
    [InlineData("/／evil.example")]
    [InlineData("／／evil.example")]
    [InlineData("/cases\\..\\evil")]
    [InlineData("?back=//evil.example")]
    [InlineData("#//evil.example")]
    [InlineData("~/cases")]
    [InlineData("./cases")]
    [InlineData("../cases")]
    public void Anything_else_becomes_the_first_page(string? path) => Assert.Equal("/", LocalPath.OrHome(path));
}
