// Style sheets are imported for the bundler, which makes dist/webview.css of them.
declare module '*.css';
