using DomesticAbuseResponse.Application.Board;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace DomesticAbuseResponse.Web.Live;

/// <summary>Writes a row of the board as the page writes it, for windows that have the page open.</summary>
public sealed class BoardRowRenderer(IRazorViewEngine engine, ITempDataProvider temporary, IServiceProvider services)
{
    private const string _view = "/Pages/Incidents/_BoardRow.cshtml";

    public async Task<string> RenderAsync(BoardRow row)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var view = engine.GetView(null, _view, isMainPage: false).View ?? throw new InvalidOperationException($"There is no {_view}.");
        await using var html = new StringWriter();
        await view.RenderAsync(new ViewContext(
            new ActionContext(http, new RouteData(), new ActionDescriptor()), view,
            new ViewDataDictionary<BoardRow>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = row }, new TempDataDictionary(http, temporary), html, new HtmlHelperOptions()));
        return html.ToString();
    }
}
