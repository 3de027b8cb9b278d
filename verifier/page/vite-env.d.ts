declare module '*?worker&inline' {
  export default class extends Worker {
    constructor();
  }
}
declare module '*.css';
